package io.jenkins.plugins.drawbridge.server.source;

import io.jenkins.plugins.drawbridge.engine.link.SshCommand;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** A command on an SSH server in the form in which JGit wants it. */
final class RemoteProcess extends Process {

    private static final long LOOK_MILLIS = 20;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final SshCommand command;
    private final InputStream output;

    RemoteProcess(SshCommand command, Budget budget) {
        this.command = command;
        this.output = budget.counting(command.output());
    }

    @Override
    public OutputStream getOutputStream() {
        return command.input();
    }

    @Override
    public InputStream getInputStream() {
        return output;
    }

    @Override
    public InputStream getErrorStream() {
        return command.errors();
    }

    /** The status comes as a message of its own, a little after the streams ended; some servers never send it. */
    @Override
    public int waitFor() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (!command.ended() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return command.exitStatus();
    }

    @Override
    public int exitValue() {
        if (!command.ended()) {
            throw new IllegalThreadStateException("it still runs");
        }
        return command.exitStatus();
    }

    @Override
    public void destroy() {
        command.close();
    }
}
