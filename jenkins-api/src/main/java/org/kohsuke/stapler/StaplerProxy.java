package org.kohsuke.stapler;

public interface StaplerProxy {
    java.lang.Object getTarget();
}
