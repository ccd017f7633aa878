//! A bare axum server that answers with a page from memory: what the benchmark measures the help
//! page against. `bare ADDRESS FILE`.

use axum::Router;
use axum::response::Html;
use axum::routing::get;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(address), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err(std::io::Error::other("usage: bare ADDRESS FILE"));
    };
    let page: bytes::Bytes = std::fs::read(file)?.into();
    let router = Router::new().route("/", get(move || async move { Html(page.clone()) }));
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, router).await
}
