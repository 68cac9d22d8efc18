package io.jenkins.plugins.drawbridge.server.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.server.config.ServerSettings;
import io.jenkins.plugins.drawbridge.server.store.Outage;
import io.jenkins.plugins.drawbridge.server.work.QueueFullException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: connectors, limits, headers and errors for all parts. */
public final class WebServer implements AutoCloseable {

    /** What a body may hold. */
    public static final long LARGEST_BODY = 1024L * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final long IDLE_MILLIS = 30_000;
    private static final Map<Integer, String> MALFORMED = Map.of(
            408, "The body comes too slowly.",
            413, "The body is larger than 1 MiB.");
    private static final int HEADER_BYTES = 16 * 1024;
    private static final int LEAST_BYTES_A_SECOND = 1_000;
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int REQUESTS_A_SECOND = 2_000;
    private static final int MOST_REQUESTS = 10_000;
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Javalin javalin;

    private WebServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /** Starts to listen; the port is known when this returns. */
    public static WebServer start(ServerSettings settings, List<WebPart> parts) {
        return start(settings, parts, new Floodgate(REQUESTS_A_SECOND, MOST_REQUESTS, System::nanoTime));
    }

    static WebServer start(ServerSettings settings, List<WebPart> parts, Floodgate floodgate) {
        refuseTakenPort(settings);
        Javalin javalin = Javalin.create(config -> {
            configure(config, settings);
            config.routes.before(request -> {
                secure(request, settings);
                floodgate.admit(request);
            });
            parts.forEach(part -> part.addTo(config.routes));
            errors(config);
        });
        return new WebServer(javalin.start());
    }

    /** Asked first, because Javalin logs a failed start as if it had broken down. */
    private static void refuseTakenPort(ServerSettings settings) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static void configure(JavalinConfig config, ServerSettings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = LARGEST_BODY;
        config.http.defaultContentType = "text/plain;charset=utf-8";
        config.router.ignoreTrailingSlashes = true;
        config.jetty.threadPool = new QueuedThreadPool(64, 8, 30_000);
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(HEADER_BYTES);
            http.setIdleTimeout(IDLE_MILLIS);
            http.setUriCompliance(SingleSlashes.allowed(UriCompliance.RFC3986));
            if (settings.behindProxy()) {
                http.addCustomizer(new LastProxy());
                http.addCustomizer(new ForwardedRequestCustomizer());
            }
        });
        config.jetty.modifyServer(WebServer::guard);
        config.jetty.addConnector((server, http) -> connector(server, http, settings));
    }

    /** No thread waits for a body: it is read first, within bounds of size and time. */
    private static void guard(Server server) {
        EagerContentHandler first = new EagerContentHandler(
                new EagerContentHandler.RetainedContentLoaderFactory(LARGEST_BODY + HEADER_BYTES, 0, true));
        MinimumDataRateHandler fast = new MinimumDataRateHandler(first, LEAST_BYTES_A_SECOND, 0);
        SizeLimitHandler small = new SizeLimitHandler(LARGEST_BODY, -1);
        small.setHandler(fast);
        server.setHandler(new SingleSlashes(small));
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, ServerSettings settings) {
        ServerSettings.KeyStore keys = settings.tls();
        ServerConnector connector;
        if (keys == null) {
            connector = new ServerConnector(server, new HttpConnectionFactory(http));
        } else {
            SslContextFactory.Server tls = new SslContextFactory.Server();
            tls.setKeyStorePath(keys.file().toString());
            tls.setKeyStoreType("PKCS12");
            tls.setKeyStorePassword(keys.password().read().reveal());
            tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
            http.addCustomizer(new SecureRequestCustomizer(false));
            connector = new ServerConnector(
                    server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
        }
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }

    private static void secure(Context request, ServerSettings settings) {
        request.header("Content-Security-Policy", POLICY);
        request.header("X-Content-Type-Options", "nosniff");
        request.header("X-Frame-Options", "DENY");
        request.header("Referrer-Policy", "same-origin");
        request.header("Cross-Origin-Opener-Policy", "same-origin");
        request.header("Cache-Control", "no-store");
        request.header("X-Jenkins", "2.528.3");
        if (settings.tls() != null || settings.behindProxy()) {
            request.header("Strict-Transport-Security", "max-age=31536000");
        }
        boolean chunked = request.header("Transfer-Encoding") != null;
        if (chunked && !request.isMultipartFormData() && request.bodyAsBytes().length > LARGEST_BODY) {
            throw new Problem(413, MALFORMED.getOrDefault(413, ""));
        }
        if (request.contentLength() > LARGEST_BODY) {
            throw new Problem(413, MALFORMED.getOrDefault(413, ""));
        }
    }

    private static void errors(JavalinConfig config) {
        config.routes.exception(Problem.class, (problem, request) -> {
            problem.headers().forEach(request::header);
            tell(request, problem.status(), problem.sentence());
        });
        config.routes.exception(
                InputException.class, (refused, request) -> tell(request, 400, String.valueOf(refused.getMessage())));
        config.routes.exception(QueueFullException.class, (full, request) -> {
            request.header("Retry-After", "10");
            tell(request, 429, String.valueOf(full.getMessage()));
        });
        config.routes.exception(
                DrawbridgeException.class,
                (failed, request) -> tell(request, 503, String.valueOf(failed.getMessage())));
        config.routes.exception(HttpResponseException.class, (refused, request) -> {
            int status = refused.getStatus();
            tell(request, status, status == 404 ? Problem.notFound().sentence() : "The request was refused.");
        });
        config.routes.exception(Exception.class, (broken, request) -> {
            HttpException malformed = root(broken);
            if (malformed != null && malformed.getCode() < 500) {
                tell(request, malformed.getCode(), MALFORMED.getOrDefault(malformed.getCode(), "This is no request."));
                return;
            }
            if (Outage.is(broken)) {
                LOG.warn("the database does not answer: {}", broken.getMessage());
                request.header("Retry-After", "5");
                tell(request, 503, "The database does not answer; come back in a moment.");
                return;
            }
            if (broken instanceof IOException) {
                return; // The client went away.
            }
            LOG.error("{} {} broke off", request.method(), request.path(), broken);
            tell(request, 500, "Drawbridge itself failed; its log says more.");
        });
    }

    /** What was wrong at first; a parser may have put its own complaint around it. */
    private static @Nullable HttpException root(Exception broken) {
        HttpException found = null;
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            found = cause instanceof HttpException one ? one : found;
        }
        return found;
    }

    private static void tell(Context request, int status, String sentence) {
        request.status(status);
        if (String.valueOf(request.header("Accept")).contains("text/html")) {
            request.contentType("text/html;charset=utf-8");
            request.result(ErrorPage.of(status, sentence));
        } else {
            request.json(Map.of("status", status, "error", sentence));
        }
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
