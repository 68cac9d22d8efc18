package jenkins.model.queue;

public interface ITask extends jenkins.model.FullyNamedModelObject {
    java.lang.String getUrl();
}
