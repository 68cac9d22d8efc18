package org.kohsuke.stapler.export;

@java.lang.annotation.Documented
@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@java.lang.annotation.Target({java.lang.annotation.ElementType.TYPE})
public @interface ExportedBean {
    int defaultVisibility() default 0;
}
