package io.jenkins.plugins.drawbridge.engine.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;

/** The backlog of one channel, of which nobody may take so much that the others starve. */
public class ChannelInputTest {

    private static final byte[] PACKET = new byte[32 * 1024];
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    public void a_channel_that_nobody_reads_is_given_up_so_that_the_others_live() throws Exception {
        ChannelInput input = input(Duration.ofMillis(200));
        OutputStream reader = input.sink();

        assertThatThrownBy(() -> {
                    while (true) {
                        reader.write(PACKET);
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("nobody reads this channel");
        InputStream late = input.source();
        assertThat(late.available()).isBetween(ChannelInput.MOST_BYTES, ChannelInput.MOST_BYTES + PACKET.length);
        assertThat(late.readNBytes(ChannelInput.MOST_BYTES))
                .as("what came is not lost")
                .hasSize(8 << 20);
        late.skipNBytes(late.available());
        assertThatThrownBy(late::read).isInstanceOf(SocketException.class);
    }

    @Test
    public void whoever_reads_lets_the_far_side_go_on() throws Exception {
        ChannelInput input = input(LONG);
        OutputStream reader = input.sink();
        long all = 3L * ChannelInput.MOST_BYTES;
        CompletableFuture<Long> writer = FarSide.async(() -> {
            for (long sent = 0; sent < all; sent += PACKET.length) {
                reader.write(PACKET);
            }
            reader.close();
            return all;
        });

        InputStream source = input.source();
        long received = 0;
        int most = 0;
        byte[] bytes = new byte[100_000];
        for (int count = source.read(bytes); count >= 0; count = source.read(bytes)) {
            received += count;
            most = Math.max(most, source.available());
        }

        assertThat(received).isEqualTo(all);
        assertThat(most).isLessThanOrEqualTo(ChannelInput.MOST_BYTES + PACKET.length);
        assertThat(writer).succeedsWithin(LONG);
    }

    private static ChannelInput input(Duration patience) {
        ChannelInput.Lifeline alive = new ChannelInput.Lifeline() {
            @Override
            public boolean alive() {
                return true;
            }

            @Override
            public boolean reset() {
                return false;
            }
        };
        return new ChannelInput(() -> 0, alive, patience);
    }
}
