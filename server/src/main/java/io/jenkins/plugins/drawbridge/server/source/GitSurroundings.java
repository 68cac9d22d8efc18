package io.jenkins.plugins.drawbridge.server.source;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * JGit without the machine it runs on: it would otherwise start the installed git to find its settings, obey whatever the
 * account's own {@code .gitconfig} says of proxies and certificates, and write there.
 */
@SuppressWarnings("deprecation") // what is abstract must be there as long as JGit asks for it
final class GitSurroundings extends SystemReader {

    private final SystemReader machine;

    private GitSurroundings(SystemReader machine) {
        this.machine = machine;
    }

    static synchronized void leaveOut() {
        SystemReader now = SystemReader.getInstance();
        if (!(now instanceof GitSurroundings)) {
            SystemReader.setInstance(new GitSurroundings(now));
            // Measuring the file system takes seconds and is kept nowhere, so nobody is to wait for it.
            FS.FileStoreAttributes.setBackground(true);
        }
    }

    /** Settings that nothing was written to. */
    private static final class Empty extends FileBasedConfig {

        Empty(@Nullable Config parent, FS fs) {
            super(parent, new File("none"), fs);
        }

        @Override
        public void load() {
            // There is nothing to be read.
        }

        @Override
        public void save() {
            // What JGit measures of the file system is measured again by the next process.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public @Nullable String getenv(String variable) {
        return variable.startsWith("GIT_") ? null : machine.getenv(variable);
    }

    @Override
    public String getHostname() {
        return machine.getHostname();
    }

    @Override
    public @Nullable String getProperty(String key) {
        return machine.getProperty(key);
    }

    @Override
    public long getCurrentTime() {
        return machine.now().toEpochMilli();
    }

    @Override
    public int getTimezone(long when) {
        return machine.getTimezone(when);
    }
}
