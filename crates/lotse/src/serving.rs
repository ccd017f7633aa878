//! Listens, serves, and ends gracefully when told to: no new connections, what was begun is
//! finished, what waits is kept.

mod metrics;

use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context as _, bail};
use http::{Request, Response};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::{Service, ServiceExt as _};

pub(crate) use metrics::Metrics;

use crate::wire::Parts;

/// How long requests that were begun may take once the program is told to end.
const GRACE: Duration = Duration::from_secs(10);
/// How long a client may take to send the head of its next request; who is slower holds a
/// connection for nothing. Longer than the 60 seconds for which proxies keep one open.
const HEAD: Duration = Duration::from_secs(70);
/// How long to wait when no connection can be accepted, which mostly means too many open files.
const PAUSE: Duration = Duration::from_secs(1);

/// Opens the address, or says in a sentence why that is not possible.
pub(crate) async fn bind(listen: &str) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(listen).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
            "{listen} is taken by another program, perhaps another Lotse: end it, or choose \
             another port with --listen"
        ),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            bail!("{listen} may not be opened by this user: choose a port above 1023 with --listen")
        }
        Err(error) => Err(error).with_context(|| format!("cannot listen on {listen}")),
    }
}

/// Serves until told to end by a signal, then ends gracefully.
pub(crate) async fn serve(
    listener: TcpListener,
    parts: Parts,
    web: lotse_web::Config,
    metrics: Metrics,
) -> anyhow::Result<()> {
    let Parts { app, log } = parts;
    let mut told = Told::listen()?;
    let router = lotse_web::router(app.clone(), web).context("the language files are broken")?;
    let (stop, stopped) = watch::channel(false);
    let work = tokio::spawn(lotse_app::work(app.clone(), log, stopped));
    let connections = GracefulShutdown::new();
    let mut make = router.into_make_service_with_connect_info::<SocketAddr>();
    loop {
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    if !is_about_one_client(&error) {
                        tracing::error!(%error, "no connection can be accepted");
                        tokio::time::sleep(PAUSE).await;
                    }
                    continue;
                }
            },
            () = told.heard() => break,
        };
        let service = make.call(peer).await?;
        connect((stream, peer), service, &metrics, &connections);
    }
    drop(listener);
    tracing::info!("told to end; finishing what was begun");
    tokio::select! {
        () = connections.shutdown() => {}
        () = tokio::time::sleep(GRACE) => tracing::warn!("some requests were not finished"),
        () = told.heard() => tracing::warn!("told again; ending at once"),
    }
    stop.send_replace(true);
    work.await.context("the work beside the requests ended badly")?;
    app.store().close().await;
    tracing::info!("ended");
    Ok(())
}

/// Serves one connection in the background.
fn connect<S, B>(
    (stream, peer): (TcpStream, SocketAddr),
    service: S,
    metrics: &Metrics,
    connections: &GracefulShutdown,
) where
    S: Service<Request<Incoming>, Response = Response<B>, Error = Infallible>,
    S: Clone + Send + 'static,
    S::Future: Send + 'static,
    B: hyper::body::Body + From<String> + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    if let Err(error) = stream.set_nodelay(true) {
        tracing::trace!(%error, "answers may wait for each other");
    }
    let metrics = metrics.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let shown = metrics.answer(&request, peer);
        let service = service.clone();
        async move {
            match shown {
                Some(response) => Ok(response),
                None => service.oneshot(request).await,
            }
        }
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD);
    builder.http2().timer(TokioTimer::new());
    let connection =
        builder.serve_connection_with_upgrades(TokioIo::new(stream), service).into_owned();
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection broke");
        }
    });
}

fn is_about_one_client(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
    )
}

/// Hears the signals by which an operator or a supervisor ends a program.
struct Told {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Told {
    fn listen() -> anyhow::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn heard(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
impl Told {
    fn listen() -> anyhow::Result<Self> {
        Ok(Self {})
    }

    async fn heard(&mut self) {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "cannot hear Ctrl-C");
            std::future::pending::<()>().await;
        }
    }
}
