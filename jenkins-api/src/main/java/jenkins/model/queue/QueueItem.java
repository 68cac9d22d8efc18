package jenkins.model.queue;

public interface QueueItem extends jenkins.model.FullyNamedModelObject {
    long getId();

    default java.lang.String getDisplayName() {
        return null;
    }
}
