package io.jenkins.plugins.drawbridge.server.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** The far side of a fetch. */
final class Upload {

    private Upload() {}

    static void advertise(Path repository, OutputStream out) throws IOException {
        try (Repository served = open(repository)) {
            UploadPack pack = new UploadPack(served);
            pack.setBiDirectionalPipe(false);
            PacketLineOut lines = new PacketLineOut(out);
            lines.writeString("# service=git-upload-pack\n");
            lines.end();
            pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
        }
    }

    /** @param conversation whether both sides speak in turn, as over SSH */
    static void serve(Path repository, boolean conversation, InputStream in, OutputStream out) throws IOException {
        try (Repository served = open(repository)) {
            UploadPack pack = new UploadPack(served);
            pack.setBiDirectionalPipe(conversation);
            pack.setExtraParameters(List.of());
            pack.upload(in, out, null);
        }
    }

    private static Repository open(Path repository) throws IOException {
        return new FileRepositoryBuilder()
                .setGitDir(repository.resolve(".git").toFile())
                .build();
    }
}
