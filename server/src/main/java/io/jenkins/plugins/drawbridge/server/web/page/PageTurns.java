package io.jenkins.plugins.drawbridge.server.web.page;

import io.javalin.http.Context;
import io.jenkins.plugins.drawbridge.server.store.Page;
import io.jenkins.plugins.drawbridge.server.store.Place;
import io.jenkins.plugins.drawbridge.server.web.page.view.Turns;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where in a list a request reads, and the addresses of what lies beside that. */
final class PageTurns {

    private PageTurns() {}

    static Place place(Context request, int limit) {
        return new Place(id(request.queryParam("before"), Long.MAX_VALUE), id(request.queryParam("after"), 0), limit);
    }

    private static long id(@Nullable String given, long otherwise) {
        return given != null && given.matches("[1-9][0-9]{0,17}") ? Long.parseLong(given) : otherwise;
    }

    /** @param wanted what the reader looks for; it goes along */
    static Turns of(String path, Map<String, String> wanted, Page<?> page) {
        return new Turns(
                page.newer() == 0 ? "" : address(path, wanted, ""),
                page.newer() == 0 ? "" : address(path, wanted, "after=" + page.newer()),
                page.older() == 0 ? "" : address(path, wanted, "before=" + page.older()));
    }

    private static String address(String path, Map<String, String> wanted, String place) {
        String words = wanted.entrySet().stream()
                .filter(word -> !word.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .map(word -> word.getKey() + "=" + URLEncoder.encode(word.getValue(), StandardCharsets.UTF_8) + "&")
                .collect(Collectors.joining());
        String query = words + place;
        return query.isEmpty() ? path : path + "?" + query.replaceAll("&$", "");
    }
}
