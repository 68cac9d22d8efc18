package jenkins.model;

public interface HistoricalBuild extends jenkins.model.FullyNamedModelObject {
    java.lang.String getUrl();
}
