package hudson.model.queue;

public abstract class ScheduleResult {
    public ScheduleResult() {}

    public hudson.model.Queue.Item getItem() {
        return null;
    }
}
