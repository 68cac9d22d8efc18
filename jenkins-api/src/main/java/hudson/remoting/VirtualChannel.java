package hudson.remoting;

public interface VirtualChannel {
    void close() throws java.io.IOException;

    void join() throws java.lang.InterruptedException;

    void join(long arg0) throws java.lang.InterruptedException;
}
