package io.jenkins.plugins.drawbridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.drawbridge.testkit.RawClient.Reply;
import io.jenkins.plugins.drawbridge.testkit.api.ApiRequest;
import io.jenkins.plugins.drawbridge.testkit.api.Fault;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.After;
import org.junit.Test;

public class FaultsTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String BODY = "{'kind':'ConfigMap','apiVersion':'v1','data':{'a':'1'}}";

    private final PrivateCluster cluster = PrivateCluster.start();
    private final RawClient admin = new RawClient(cluster, cluster.adminToken());

    @After
    public void close() {
        cluster.close();
    }

    @Test
    public void a_busy_server_says_when_to_come_back_and_does_nothing() {
        cluster.faults().next(ApiRequest::isApply, Fault.tooManyRequests(2));
        long before = cluster.writes();

        Reply busy = admin.apply(MAPS + "/c", "t", BODY);

        assertThat(busy.code()).isEqualTo(429);
        assertThat(busy.headers().get("retry-after")).containsExactly("2");
        assertThat(cluster.writes()).isEqualTo(before);
        assertThat(admin.apply(MAPS + "/c", "t", BODY).code()).isEqualTo(201);
    }

    @Test
    public void an_answer_that_is_cut_off_belongs_to_a_write_that_happened() {
        cluster.faults().next(ApiRequest::isApply, Fault.cutOff());

        assertThatThrownBy(() -> admin.apply(MAPS + "/c", "t", BODY)).isInstanceOf(UncheckedIOException.class);

        assertThat(admin.get(MAPS + "/c").code()).isEqualTo(200);
        assertThat(cluster.faults().outstanding()).isZero();
    }

    @Test
    public void a_connection_that_closes_belongs_to_a_write_that_did_not_happen() {
        cluster.faults().always(ApiRequest::isApply, Fault.close());

        assertThatThrownBy(() -> admin.apply(MAPS + "/c", "t", BODY)).isInstanceOf(UncheckedIOException.class);

        assertThat(admin.get(MAPS + "/c").code()).isEqualTo(404);
        cluster.faults().clear();
        assertThat(admin.apply(MAPS + "/c", "t", BODY).code()).isEqualTo(201);
    }

    @Test
    public void a_server_that_fails_has_a_status_for_it() {
        cluster.faults().next(request -> true, Fault.failure(500)).next(request -> true, Fault.failure(503));

        assertThat(admin.get(MAPS).reason()).isEqualTo("InternalError");
        assertThat(admin.get(MAPS).reason()).isEqualTo("ServiceUnavailable");
        assertThat(admin.get(MAPS).code()).isEqualTo(200);
    }

    @Test
    public void a_slow_server_answers_after_all() {
        cluster.faults().next(ApiRequest::isList, Fault.slow(Duration.ofMillis(300)));
        long start = System.nanoTime();

        assertThat(admin.get(MAPS).code()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    public void a_watch_from_forgotten_history_is_410() {
        String version = admin.get(MAPS).json().at("/metadata/resourceVersion").asText();
        admin.apply(MAPS + "/c", "t", BODY);
        cluster.compact();

        try (RawClient.Watching watch = admin.watch(MAPS + "?watch=true&resourceVersion=" + version)) {
            assertThat(watch.next().toString())
                    .startsWith("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\"")
                    .contains("\"code\":410", "\"reason\":\"Expired\"", "too old resource version");
            assertThat(watch.hasNext()).isFalse();
        }
    }

    @Test
    public void a_list_that_goes_on_after_its_history_is_forgotten_is_410() {
        admin.apply(MAPS + "/a", "t", BODY);
        admin.apply(MAPS + "/b", "t", BODY);
        String next =
                admin.get(MAPS + "?limit=1").json().at("/metadata/continue").asText();
        admin.apply(MAPS + "/c", "t", BODY);
        cluster.compact();

        Reply refused = admin.get(MAPS + "?limit=1&continue=" + next);

        assertThat(refused.code()).isEqualTo(410);
        assertThat(refused.reason()).isEqualTo("Expired");
    }

    @Test
    public void a_watch_can_be_dropped_and_taken_up_again() {
        admin.apply(MAPS + "/a", "t", BODY);
        cluster.faults().next(ApiRequest::isWatch, Fault.dropWatchAfter(1));
        try (RawClient.Watching watch = admin.watch(MAPS + "?watch=true")) {
            assertThat(watch.nextAsWords()).isEqualTo("ADDED a");
            admin.apply(MAPS + "/b", "t", BODY);
            assertThatThrownBy(() -> {
                        watch.next();
                    })
                    .isInstanceOf(Exception.class);
        }
        try (RawClient.Watching watch = admin.watch(MAPS + "?watch=true")) {
            assertThat(watch.nextAsWords()).isEqualTo("ADDED a");
            assertThat(watch.nextAsWords()).isEqualTo("ADDED b");
        }
    }

    @Test
    public void a_dry_run_is_seen_as_no_write() {
        long before = cluster.writes();
        cluster.forgetRequests();

        admin.apply(MAPS + "/c?dryRun=All", "t", BODY);

        assertThat(cluster.writes()).isEqualTo(before);
        assertThat(cluster.requests()).hasSize(1).noneMatch(ApiRequest::isWrite).allMatch(ApiRequest::isDryRun);
    }
}
