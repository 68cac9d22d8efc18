package hudson.cli;

public abstract class CLICommand implements hudson.ExtensionPoint {
    public CLICommand() {}
}
