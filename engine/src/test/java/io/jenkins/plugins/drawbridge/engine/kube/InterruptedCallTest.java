package io.jenkins.plugins.drawbridge.engine.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.drawbridge.engine.Door;
import io.jenkins.plugins.drawbridge.engine.DrawbridgeException;
import io.jenkins.plugins.drawbridge.testkit.PrivateCluster;
import io.jenkins.plugins.drawbridge.testkit.api.Fault;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;

public class InterruptedCallTest {

    @Test
    public void a_call_that_nobody_wants_any_more_is_no_broken_connection() throws InterruptedException {
        try (PrivateCluster box = PrivateCluster.start();
                Door door = Door.to(Door.cluster(box, box.adminToken()))) {
            door.kube().serverVersion();
            CountDownLatch arrived = new CountDownLatch(1);
            box.faults()
                    .always(
                            request -> {
                                arrived.countDown();
                                return true;
                            },
                            Fault.stall(Duration.ofSeconds(5)));
            AtomicReference<DrawbridgeException> thrown = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                try {
                    door.kube().serverVersion();
                } catch (DrawbridgeException interrupted) {
                    thrown.set(interrupted);
                }
            });
            caller.start();
            arrived.await();

            caller.interrupt();
            caller.join();

            assertThat(thrown.get()).hasMessageStartingWith("interrupted while talking to");
            assertThat(door.notices()).isEmpty();
        }
    }
}
