package hudson;

public final class FilePath implements org.jenkinsci.remoting.SerializableOnlyOverRemoting {
    public FilePath(java.io.File arg0) {}

    public boolean equals(java.lang.Object arg0) {
        return false;
    }

    public int hashCode() {
        return 0;
    }

    public <T> T act(hudson.FilePath.FileCallable<T> arg0) throws java.io.IOException, java.lang.InterruptedException {
        return null;
    }

    public java.lang.String getName() {
        return null;
    }

    public hudson.FilePath getParent() {
        return null;
    }

    public boolean isDirectory() throws java.io.IOException, java.lang.InterruptedException {
        return false;
    }

    public long length() throws java.io.IOException, java.lang.InterruptedException {
        return 0;
    }

    public java.util.List<hudson.FilePath> list() throws java.io.IOException, java.lang.InterruptedException {
        return null;
    }

    public java.io.InputStream read() throws java.io.IOException, java.lang.InterruptedException {
        return null;
    }

    public java.io.OutputStream write() throws java.io.IOException, java.lang.InterruptedException {
        return null;
    }

    public void write(java.lang.String arg0, java.lang.String arg1)
            throws java.io.IOException, java.lang.InterruptedException {}

    public java.lang.String digest() throws java.io.IOException, java.lang.InterruptedException {
        return null;
    }

    public java.lang.String toString() {
        return null;
    }

    public static interface FileCallable<T> extends java.io.Serializable, org.jenkinsci.remoting.RoleSensitive {
        T invoke(java.io.File arg0, hudson.remoting.VirtualChannel arg1)
                throws java.io.IOException, java.lang.InterruptedException;
    }
}
