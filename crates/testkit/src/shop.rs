//! The demo's shop on a port of its own, for tests of what Lotse does there.

use std::net::SocketAddr;
use std::sync::Arc;

use lotse_domain::clock::Clock as _;
use lotse_shop::{Setting, Shop};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::lotse::TestLotse;

/// A shop that is served until this is dropped. Tests look at its books and break it through
/// [`Shop::faults`].
#[derive(Debug)]
pub struct ServedShop {
    /// The shop.
    pub shop: Shop,
    /// Where it is reached.
    pub address: SocketAddr,
    serving: JoinHandle<()>,
}

impl Drop for ServedShop {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl TestLotse {
    /// Opens a shop with the books of the demo, which goes by this Lotse's clock.
    pub async fn shop(&self) -> ServedShop {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a port");
        let address = listener.local_addr().expect("it has an address");
        let clock = Arc::clone(self.clock());
        let setting = Setting {
            clock: Arc::new(move || clock.now()),
            address: format!("http://{address}"),
            chat: None,
        };
        let shop = Shop::in_memory(setting);
        let served = shop.clone();
        let serving = tokio::spawn(async move {
            served.serve(listener).await.expect("the shop is served");
        });
        ServedShop { shop, address, serving }
    }
}
