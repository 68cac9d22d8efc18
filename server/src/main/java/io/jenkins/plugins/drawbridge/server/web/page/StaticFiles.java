package io.jenkins.plugins.drawbridge.server.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.engine.report.ReportHtml;
import io.jenkins.plugins.drawbridge.server.web.Problem;
import io.jenkins.plugins.drawbridge.server.web.WebPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code /static/...}: the few files of the pages, from memory; no other file can be asked for. */
final class StaticFiles implements WebPart {

    private record StaticFile(String type, String text) {}

    private static final Map<String, StaticFile> FILES = Map.of(
            "drawbridge.css",
            new StaticFile("text/css", load("drawbridge.css")),
            "report.css",
            new StaticFile("text/css", ReportHtml.stylesheet()),
            "drawbridge.js",
            new StaticFile("text/javascript", load("drawbridge.js")),
            "drawbridge.svg",
            new StaticFile("image/svg+xml", load("drawbridge.svg")));

    /** Changes with any of the files, so that browsers may keep them for good. */
    static final String VERSION = Integer.toHexString(FILES.hashCode());

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/static/{file}", StaticFiles::answer);
        routes.get("/favicon.ico", request -> answer(request, "drawbridge.svg"));
    }

    private static void answer(Context request) {
        answer(request, request.pathParam("file"));
    }

    private static void answer(Context request, String name) {
        StaticFile file = FILES.get(name);
        if (file == null) {
            throw Problem.notFound();
        }
        boolean versioned = VERSION.equals(request.queryParam("v"));
        request.header("Cache-Control", versioned ? "public, max-age=31536000, immutable" : "public, max-age=300");
        request.contentType(file.type() + ";charset=utf-8");
        request.result(file.text());
    }

    private static String load(String name) {
        try (InputStream stream = StaticFiles.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
