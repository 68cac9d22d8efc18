package io.jenkins.plugins.drawbridge.standin;

import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hudson.security.csrf.CrumbExclusion;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.WebMethod;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** Jenkins's door: crumbs for every POST that is not let go, then Stapler's way from a path and a verb to a web method. */
public final class StandInHttp implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService thread;
    private final Object root;
    private final String name;
    private final CrumbExclusion exclusion;

    /** @param name of the root action that answers */
    public StandInHttp(StandInJenkins jenkins, String name, Object root, CrumbExclusion exclusion) throws IOException {
        this.root = root;
        this.name = name;
        this.exclusion = exclusion;
        this.thread = Executors.newSingleThreadExecutor(work -> new Thread(() -> {
            try (StandInJenkins.Inside inside = jenkins.enter()) {
                work.run();
            }
        }));
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(thread);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void handle(HttpExchange http) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int[] status = {200};
        try (http) {
            StaplerRequest2 request = request(http);
            boolean post = http.getRequestMethod().equals("POST");
            try {
                if (post && !exclusion.process(request, null, (one, other) -> {})) {
                    status[0] = 403;
                } else {
                    String path = http.getRequestURI().getPath();
                    dispatch(request, path, response(http, body, status), post ? POST.class : GET.class, status);
                }
            } catch (Exception broken) {
                status[0] = 500;
                body.write(broken.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            http.sendResponseHeaders(status[0], body.size() == 0 ? -1 : body.size());
            try (OutputStream out = http.getResponseBody()) {
                body.writeTo(out);
            }
        }
    }

    private void dispatch(
            StaplerRequest2 request,
            String decoded,
            StaplerResponse2 response,
            Class<? extends Annotation> verb,
            int[] status)
            throws Exception {
        String[] path = decoded.split("/", 4);
        if (path.length < 3 || !path[1].equals(name)) {
            status[0] = 404;
            return;
        }
        String rest = path.length == 4 ? "/" + path[3] : "";
        when(request.getRestOfPath()).thenReturn(rest);
        for (Method method : root.getClass().getMethods()) {
            WebMethod web = method.getAnnotation(WebMethod.class);
            if (web != null && Arrays.asList(web.name()).contains(path[2]) && method.isAnnotationPresent(verb)) {
                ((HttpResponse) method.invoke(root, request)).generateResponse(request, response, root);
                return;
            }
        }
        status[0] = 404;
    }

    /** Its path is as it was written: that is what Jenkins's crumb filter shows to an exclusion. */
    private static StaplerRequest2 request(HttpExchange http) throws IOException {
        byte[] sent = http.getRequestBody().readAllBytes();
        StaplerRequest2 request = mock(StaplerRequest2.class);
        when(request.getMethod()).thenReturn(http.getRequestMethod());
        when(request.getPathInfo()).thenReturn(http.getRequestURI().getRawPath());
        when(request.getRequestURI()).thenReturn(http.getRequestURI().getRawPath());
        when(request.getQueryString()).thenReturn(http.getRequestURI().getRawQuery());
        when(request.getContextPath()).thenReturn("");
        when(request.getHeader(anyString()))
                .then(call -> http.getRequestHeaders().getFirst(call.<String>getArgument(0)));
        when(request.getContentType()).then(call -> http.getRequestHeaders().getFirst("Content-Type"));
        when(request.getContentLengthLong()).thenReturn(-1L);
        when(request.getInputStream()).thenReturn(new Input(sent));
        return request;
    }

    private static StaplerResponse2 response(HttpExchange http, ByteArrayOutputStream body, int[] status)
            throws IOException {
        StaplerResponse2 response = mock(StaplerResponse2.class);
        doAnswer(call -> status[0] = call.getArgument(0)).when(response).setStatus(anyInt());
        doAnswer(call -> {
                    http.getResponseHeaders().set(call.getArgument(0), call.getArgument(1));
                    return null;
                })
                .when(response)
                .setHeader(anyString(), anyString());
        doAnswer(call -> {
                    http.getResponseHeaders().set("Content-Type", call.getArgument(0));
                    return null;
                })
                .when(response)
                .setContentType(anyString());
        when(response.getOutputStream()).thenReturn(new Output(body));
        return response;
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }

    private static final class Input extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Input(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return bytes.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Output extends ServletOutputStream {

        private final ByteArrayOutputStream bytes;

        Output(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int octet) {
            bytes.write(octet);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
