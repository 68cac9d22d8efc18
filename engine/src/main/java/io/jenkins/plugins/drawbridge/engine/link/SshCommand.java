package io.jenkins.plugins.drawbridge.engine.link;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A command that runs on an SSH server. Its streams end when the session does. */
public final class SshCommand implements Closeable {

    private final ChannelExec channel;
    private final InputStream output;
    private final InputStream errors;
    private final OutputStream input;

    /** Streams must be taken before the channel is connected: what arrives without them is lost. */
    SshCommand(ChannelExec channel, String command, Deadline deadline) throws IOException, JSchException {
        this.channel = channel;
        channel.setCommand(command);
        this.output = channel.getInputStream();
        this.errors = channel.getErrStream();
        this.input = channel.getOutputStream();
        channel.connect(deadline.remainingMillis());
    }

    /** What it says. */
    public InputStream output() {
        return output;
    }

    /** What it complains of. */
    public InputStream errors() {
        return errors;
    }

    /** What it is told. */
    public OutputStream input() {
        return input;
    }

    public boolean ended() {
        return channel.isClosed();
    }

    /** -1 while it is not known. */
    public int exitStatus() {
        return channel.getExitStatus();
    }

    @Override
    public void close() {
        channel.disconnect();
    }
}
