package hudson;

public class BulkChange implements java.io.Closeable {
    public BulkChange(hudson.model.Saveable arg0) {}

    public void commit() throws java.io.IOException {}

    public void close() {}
}
