package hudson.model;

public abstract class PeriodicWork extends hudson.triggers.SafeTimerTask implements hudson.ExtensionPoint {
    public PeriodicWork() {}

    public abstract long getRecurrencePeriod();
}
