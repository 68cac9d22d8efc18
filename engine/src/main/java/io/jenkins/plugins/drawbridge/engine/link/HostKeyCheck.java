package io.jenkins.plugins.drawbridge.engine.link;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import org.jspecify.annotations.Nullable;

/** Answers JSch's question about one connection's host key from the pins, and keeps what was presented. Reads no file. */
final class HostKeyCheck implements HostKeyRepository {

    private final HostKeyPins pins;
    private volatile byte @Nullable [] presented;

    HostKeyCheck(HostKeyPins pins) {
        this.pins = pins;
    }

    /** Null until the server has shown a key. */
    byte @Nullable [] presented() {
        return presented;
    }

    @Override
    public int check(String host, byte[] key) {
        presented = key.clone();
        return pins.judge(key) == HostKeyPins.Verdict.TRUSTED ? OK : CHANGED;
    }

    @Override
    public void add(HostKey hostkey, UserInfo ui) {
        throw new UnsupportedOperationException("host keys are pinned, never learnt");
    }

    @Override
    public void remove(String host, String type) {
        throw new UnsupportedOperationException("host keys are pinned, never forgotten");
    }

    @Override
    public void remove(String host, String type, byte[] key) {
        throw new UnsupportedOperationException("host keys are pinned, never forgotten");
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return "drawbridge";
    }

    @Override
    public HostKey[] getHostKey() {
        return new HostKey[0];
    }

    @Override
    public HostKey[] getHostKey(String host, String type) {
        return new HostKey[0];
    }
}
