package hudson.model;

public class StringParameterValue extends hudson.model.ParameterValue {
    public StringParameterValue(java.lang.String arg0, java.lang.String arg1) {
        super((java.lang.String) null);
    }
}
