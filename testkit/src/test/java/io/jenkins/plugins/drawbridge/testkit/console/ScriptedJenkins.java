package io.jenkins.plugins.drawbridge.testkit.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A deploy tool that says over HTTP what a test wrote down; of several answers for a path the last one stays. */
final class ScriptedJenkins implements AutoCloseable {

    private final Map<String, Deque<Scripted>> answers = new HashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    ScriptedJenkins() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized ScriptedJenkins on(String path, Scripted... next) {
        answers.put(path, new ArrayDeque<>(List.of(next)));
        return this;
    }

    List<Received> received() {
        return received;
    }

    List<String> queries() {
        return queries;
    }

    private void serve(HttpExchange http) throws IOException {
        try (http) {
            Exchange exchange = Exchange.of(http);
            Scripted answer = next(exchange.path());
            received.add(new Received(
                    exchange.method(), exchange.path(), exchange.headers(), exchange.body(), answer.status()));
            queries.add(String.valueOf(http.getRequestURI().getRawQuery()));
            exchange.answer(answer);
        }
    }

    private synchronized Scripted next(String path) {
        Deque<Scripted> script = answers.get(path);
        if (script == null) {
            return Scripted.answer(404);
        }
        return script.size() > 1 ? script.removeFirst() : script.getFirst();
    }

    static Scripted json(String text) {
        return Scripted.answer(200).saying(text.replace('\'', '"'));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
