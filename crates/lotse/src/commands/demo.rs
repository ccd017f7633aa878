//! `lotse demo`.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use lotse_shop::API_KEY;

use super::begin_logs;
use crate::config::{Environment, in_folder};
use crate::console;
use crate::demo::{self, AGENTS, CONTACTS, PASSWORD, shop};
use crate::serving::{self, Metrics};
use crate::wire::{self, SystemClock};

/// Make a demo shop in a folder and serve it.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// The folder of the demo; a second start continues it
    #[arg(long, value_name = "FOLDER", default_value = demo::FOLDER)]
    dir: PathBuf,
    /// Host and port to listen on
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Host and port the demo's shop listens on; the port after Lotse's when left out
    #[arg(long, value_name = "ADDRESS")]
    shop_listen: Option<String>,
}

impl Demo {
    pub(super) async fn run(self, environment: &Environment) -> anyhow::Result<()> {
        let mut settings = in_folder(&self.dir, environment)?;
        if let Some(listen) = &self.listen {
            listen.clone_into(&mut settings.server.listen);
        }
        begin_logs(&settings)?;
        let listener = serving::bind(&settings.server.listen).await?;
        let address = listener.local_addr()?;
        let port = address.port();
        std::fs::create_dir_all(&self.dir)
            .with_context(|| format!("cannot make the folder `{}`", self.dir.display()))?;
        let metrics = Metrics::begin(&settings.server.metrics_token)?;
        let mut parts = wire::start_demo(&settings, Arc::new(SystemClock), port).await?;
        demo::set_up(&parts.app, &mut parts.log, &self.dir).await?;
        let url = settings.public_url(port);
        let shop = shop::open(&self.dir, self.shop_listen.as_deref(), (address, &url)).await?;
        if let Some(shop) = &shop {
            shop.admit(&parts.app).await?;
        }
        console::say(&self.welcome(&url, shop.as_ref().map(|it| it.url.as_str())))?;
        let beside = shop.map(|it| tokio::spawn(it.serve()));
        let ended = serving::serve(listener, parts, settings.web_config(port, true), metrics).await;
        if let Some(beside) = beside {
            beside.abort();
        }
        ended
    }

    fn welcome(&self, url: &str, shop: Option<&str>) -> String {
        let shop = match shop {
            Some(shop) => format!(
                "Shop         {shop}/, with the chat on its pages\n\
                 Its API      {shop}/api/v1/openapi.json, key `{API_KEY}`\n"
            ),
            None => "The shop is served by another program on the same folder.\n".to_owned(),
        };
        let agents = AGENTS.iter().map(|it| format!("  {:<29} {}", it.email, it.role.as_str()));
        let contacts = CONTACTS.iter().map(|it| format!("  {:<29} {}", it.email, it.what));
        format!(
            "\nThe demo shop is open.\n\n\
             Help centre  {url}/\n\
             Desk         {url}/desk/\n\
             Description of the API  {url}/api/v1/openapi.json\n\
             {shop}\n\
             At the desk, each with the password “{PASSWORD}”:\n{}\n\n\
             As a customer, with the code that {url}/demo/mail shows:\n{}\n\n\
             Ask it: “Meine Brille hat keine Gummis mehr”, “okulary mi się złamały”, “SERVICE NEEDED”\n\
             Everything lies in `{}`; Ctrl-C ends the demo, the next start continues it.\n",
            agents.collect::<Vec<_>>().join("\n"),
            contacts.collect::<Vec<_>>().join("\n"),
            self.dir.display()
        )
    }
}
