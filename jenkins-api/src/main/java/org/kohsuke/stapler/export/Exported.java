package org.kohsuke.stapler.export;

@java.lang.annotation.Documented
@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
@java.lang.annotation.Target({java.lang.annotation.ElementType.FIELD, java.lang.annotation.ElementType.METHOD})
public @interface Exported {
    int visibility() default 1;

    java.lang.String name() default "";

    boolean inline() default false;

    boolean merge() default false;

    boolean skipNull() default false;

    java.lang.String verboseMap() default "";
}
