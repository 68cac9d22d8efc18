package hudson.console;

public abstract class ConsoleNote<T>
        implements java.io.Serializable,
                hudson.model.Describable<hudson.console.ConsoleNote<?>>,
                hudson.ExtensionPoint {
    public ConsoleNote() {}

    public void encodeTo(java.io.OutputStream arg0) throws java.io.IOException {}

    public void encodeTo(java.io.Writer arg0) throws java.io.IOException {}
}
