package io.jenkins.plugins.drawbridge.engine.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.drawbridge.engine.Door;
import io.jenkins.plugins.drawbridge.engine.cluster.Cluster;
import io.jenkins.plugins.drawbridge.engine.link.Link;
import io.jenkins.plugins.drawbridge.engine.link.LinkListener;
import io.jenkins.plugins.drawbridge.engine.link.Links;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Test;

/** A busy server that asks for pauses; they are not slept here, only counted. */
public class RetryAfterTest {

    private static final PrivateCluster BOX = PrivateCluster.start();

    private final CountedPauses pauses = new CountedPauses();
    private final List<String> notices = new ArrayList<>();

    /** A day in which every pause is over as soon as it begins. */
    private static final class CountedPauses extends Pauses {

        private final List<Duration> all = new ArrayList<>();
        private long now;

        @Override
        long nanos() {
            return now;
        }

        @Override
        void await(long nanos, BooleanSupplier over) {
            all.add(Duration.ofNanos(nanos));
            now += nanos;
        }
    }

    @AfterClass
    public static void stop() {
        BOX.close();
    }

    @After
    public void mend() {
        BOX.faults().clear();
    }

    @Test
    public void pauses_as_long_as_the_server_asks_and_says_so() {
        BOX.faults().next(2, request -> true, Fault.tooManyRequests(7));

        assertThat(version()).startsWith("v1.");

        assertThat(pauses.all).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
        assertThat(notices)
                .hasSize(2)
                .allMatch(notice ->
                        notice.equals("the API server of test answered 429; repeating the request in 7000 ms"));
    }

    @Test
    public void pauses_half_a_minute_at_most_and_gives_up_after_a_minute_and_a_half() {
        BOX.faults().always(request -> true, Fault.tooManyRequests(86_400));

        ApiException busy = catchThrowableOfType(ApiException.class, this::version);

        assertThat(busy.code()).isEqualTo(429);
        assertThat(pauses.all).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    @Test
    public void in_a_hurry_pauses_are_short_and_soon_over() {
        BOX.faults().always(request -> true, Fault.tooManyRequests(30));
        pauses.hurry(true);

        ApiException busy = catchThrowableOfType(ApiException.class, this::version);

        assertThat(busy.code()).isEqualTo(429);
        assertThat(pauses.all).hasSize(4).containsOnly(Duration.ofSeconds(1));
    }

    private String version() {
        Cluster cluster = Door.cluster(BOX, BOX.adminToken());
        ClientSettings settings = new ClientSettings(Door.REQUEST, notices::add, LinkListener.SILENT);
        try (Link link = Links.open(cluster.access(), LinkListener.SILENT);
                KubeClient kube = new KubeClient(cluster, link, settings, pauses)) {
            return kube.serverVersion();
        }
    }
}
