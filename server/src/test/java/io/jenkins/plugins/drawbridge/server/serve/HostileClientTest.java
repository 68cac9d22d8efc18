package io.jenkins.plugins.drawbridge.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.server.store.AuditEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What strangers on the network try. */
public class HostileClientTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private final List<Socket> sockets = new ArrayList<>();
    private ServedShop shop;

    @Before
    public void start() throws Exception {
        Files.writeString(folder.getRoot().toPath().resolve("hook"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Files.writeString(folder.getRoot().toPath().resolve("token"), "file-token");
        shop = ServedShop.start(
                folder.getRoot().toPath(),
                "  - {id: hooked, repository: {url: repository}, triggerToken: {file: token},"
                        + " webhookSecrets: [{file: hook}]}");
    }

    @After
    public void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        shop.close();
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), shop.server().port());
        socket.setSoTimeout(60_000);
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String statusLine(Socket socket) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = socket.getInputStream().read();
                one >= 0 && one != '\r';
                one = socket.getInputStream().read()) {
            line.write(one);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    public void slow_bodies_hold_no_thread() throws Exception {
        for (int number = 0; number < 100; number++) {
            send(
                    connect(),
                    "POST /webhooks/hooked HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 1000\r\n\r\n{");
        }
        for (int number = 0; number < 200; number++) {
            assertThat(shop.get("/health/live").statusCode()).isEqualTo(200);
        }
        assertThat(shop.post("/job/hooked/build?token=file-token", "application/json", "{\"TRIGGER_ID\":\"1\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    public void a_body_without_a_length_is_bounded_whatever_it_says_it_is() throws Exception {
        for (String type : List.of(
                "application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/plain")) {
            Socket socket = connect();
            send(
                    socket,
                    "POST /job/hooked/build?token=file-token HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                            + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
            String head =
                    type.startsWith("multipart") ? "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" : "a=";
            send(socket, Integer.toHexString(head.length()) + "\r\n" + head + "\r\n");
            String chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";
            try {
                for (int number = 0; number < 32; number++) {
                    send(socket, chunk);
                }
                send(socket, "0\r\n\r\n");
            } catch (IOException hungUp) {
                // It need not listen to the end.
            }
            assertThat(statusLine(socket)).as(type).contains("413");
        }
        assertThat(shop.server().store().runs().recent(5)).isEmpty();
    }

    @Test
    public void headers_are_bounded() throws Exception {
        Socket large = connect();
        send(large, "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(40_000) + "\r\n\r\n");
        assertThat(statusLine(large)).contains("431");
        Socket many = connect();
        send(many, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n".repeat(10_000) + "\r\n");
        assertThat(statusLine(many)).contains("431");
        Socket line = connect();
        send(line, "GET /" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(statusLine(line)).containsAnyOf("414", "431");
    }

    @Test
    public void tricks_with_paths_find_nothing() throws Exception {
        for (String path : List.of(
                "/job/..%2f..%2fetc/passwd",
                "/job/team/job/shop/..;/api/json",
                "/static/../../../etc/passwd",
                "/static/..%2f..%2fdrawbridge.yaml",
                "/static/%2e%2e/%2e%2e/drawbridge.yaml",
                "/job/%00/api/json",
                "/job/%ff/api/json",
                "/job/%/api/json",
                "//evil.example/job",
                "/job/team/job/shop/1%0d%0aX:y/api/json",
                "/queue/item/99999999999999999999/api/json",
                "/queue/item/-1/api/json",
                "/job/team/job/shop/logText/progressiveText?start=-1",
                "/webhooks/..%2f..%2fx")) {
            Socket socket = connect();
            send(socket, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .as(path)
                    .matches("(?s)HTTP/1.1 4\\d\\d .*")
                    .doesNotContain("Exception", "\tat ", "root:");
        }
    }

    @Test
    public void a_secret_that_cannot_be_read_tells_a_stranger_nothing() throws Exception {
        HttpResponse<String> wrongHook = shop.post("/webhooks/hooked", "application/json", "{}");
        HttpResponse<String> wrongToken = shop.post("/job/hooked/build?token=x", "application/json", "{}");
        Files.delete(folder.getRoot().toPath().resolve("hook"));
        Files.delete(folder.getRoot().toPath().resolve("token"));
        assertThat(shop.post("/webhooks/hooked", "application/json", "{}"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(401))
                .satisfies(answer -> assertThat(answer.body()).isEqualTo(wrongHook.body()));
        assertThat(shop.post("/job/hooked/build?token=x", "application/json", "{}"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(403))
                .satisfies(answer -> assertThat(answer.body()).isEqualTo(wrongToken.body()));
    }

    @Test
    public void a_flood_of_wrong_tokens_does_not_fill_the_audit_trail() {
        for (int number = 0; number < 40; number++) {
            assertThat(shop.post("/job/hooked/build?token=x" + number, "application/json", "{}")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(shop.server().store().audit().latest(100))
                .extracting(AuditEntry::result)
                .filteredOn("wrong token"::equals)
                .hasSize(1);
        assertThat(shop.post("/job/hooked/build?token=file-token", "application/json", "{}")
                        .statusCode())
                .as("who knows the token is not kept out by who does not")
                .isEqualTo(201);
    }

    @Test
    public void what_came_through_a_proxy_is_not_from_this_machine() {
        for (String header : List.of("X-Forwarded-For", "Forwarded", "X-Forwarded-Host")) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(shop.url("/api/json"))).header(header, "for=192.0.2.1");
            assertThat(shop.send(request).statusCode()).as(header).isEqualTo(403);
        }
    }
}
