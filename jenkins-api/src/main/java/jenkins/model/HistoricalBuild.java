package jenkins.model;

public interface HistoricalBuild extends jenkins.model.FullyNamedModelObject {
    int getNumber();

    java.lang.String getUrl();

    long getQueueId();

    hudson.model.Result getResult();

    boolean isBuilding();
}
