package io.jenkins.plugins.drawbridge.server.source;

import io.jenkins.plugins.drawbridge.testkit.bastion.SshKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** A git server that speaks SSH, lets in one key, and remembers the commands it was given. */
final class SshGit implements AutoCloseable {

    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair hostKey = SshKeys.generate("ed25519");
    private final Path repository;
    private final List<String> commands = new CopyOnWriteArrayList<>();

    SshGit(Path repository, PublicKey allowed) throws IOException {
        this.repository = repository;
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals("git") && KeyUtils.compareKeys(key, allowed));
        server.setCommandFactory((channel, command) -> {
            commands.add(command);
            return new UploadCommand(command);
        });
        server.start();
    }

    int port() {
        return server.getPort();
    }

    String fingerprint() {
        return SshKeys.fingerprint(hostKey.getPublic());
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    private final class UploadCommand implements Command {

        private final String command;
        private InputStream in;
        private OutputStream out;
        private OutputStream err;
        private ExitCallback callback;

        UploadCommand(String command) {
            this.command = command;
        }

        @Override
        public void setInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {
            this.err = err;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            this.callback = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment env) {
            Thread thread = new Thread(this::serve, "git-upload-pack");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve() {
            try {
                if (!command.equals("git-upload-pack '/team/shop.git'")) {
                    err.write("fatal: no such repository\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    err.flush();
                    callback.onExit(128);
                    return;
                }
                Upload.serve(repository, true, in, out);
                out.flush();
                callback.onExit(0);
            } catch (IOException gone) {
                callback.onExit(1, gone.toString());
            }
        }

        @Override
        public void destroy(ChannelSession channel) {
            // The thread ends with its streams.
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
