package io.jenkins.plugins.drawbridge.engine.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads lists page by page, as a whole where the server forgets the pages meanwhile. Thread-safe. */
final class ObjectLists {

    private static final int PAGE = 1_000;

    /** Half a million objects of one kind; a list that goes on after that has no end. */
    private static final int MOST_PAGES = 1_000;

    private final Transport transport;

    ObjectLists(Transport transport) {
        this.transport = transport;
    }

    /**
     * @param all the list, without a bound
     * @param wanted decides while reading; what it refuses is not kept in memory
     */
    ObjectList read(ApiResource resource, ApiRequest all, Predicate<ObjectNode> wanted) {
        try {
            return listPages(resource, all, wanted, PAGE);
        } catch (ApiException expired) {
            if (expired.code() != 410) {
                throw expired;
            }
            return listPages(resource, all, wanted, 0);
        }
    }

    private ObjectList listPages(ApiResource resource, ApiRequest all, Predicate<ObjectNode> wanted, int limit) {
        List<ObjectNode> items = new ArrayList<>();
        String next = "";
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            ApiRequest request =
                    all.with("limit", limit == 0 ? "" : String.valueOf(limit)).with("continue", next);
            ObjectPage page = transport.call(request, body -> ObjectPage.read(body, resource, wanted));
            items.addAll(page.items());
            if (page.next().isEmpty()) {
                return new ObjectList(items, page.resourceVersion());
            }
            if (page.next().equals(next)) {
                break;
            }
            next = page.next();
        }
        throw transport.sentence(new Answer.NotKubernetes("the list of " + resource.plural() + " has no end"));
    }
}
