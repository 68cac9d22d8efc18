package io.jenkins.plugins.drawbridge.standin;

import hudson.model.Descriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Configuration as code's rules, for data that was read from YAML: constructor parameters and setters by name, one of
 * several kinds by its symbol.
 */
public final class AsCode {

    private final List<Class<?>> kinds;

    /** @param kinds what may stand where an abstract class is asked for */
    public AsCode(Class<?>... kinds) {
        this.kinds = List.of(kinds);
    }

    public <T> T make(Class<T> type, Map<String, ?> fields) throws ReflectiveOperationException {
        Map<String, Object> left = new LinkedHashMap<>(fields);
        Constructor<?> constructor = Arrays.stream(type.getConstructors())
                .filter(one -> one.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElseThrow();
        List<Object> arguments = new ArrayList<>();
        for (Parameter parameter : constructor.getParameters()) {
            arguments.add(value(parameter.getParameterizedType(), left.remove(parameter.getName())));
        }
        Object made = constructor.newInstance(arguments.toArray());
        fill(made, left);
        return type.cast(made);
    }

    public void fill(Object made, Map<String, ?> fields) throws ReflectiveOperationException {
        for (Map.Entry<String, ?> field : fields.entrySet()) {
            Method setter = setter(made.getClass(), field.getKey());
            setter.invoke(made, value(setter.getGenericParameterTypes()[0], field.getValue()));
        }
    }

    private static Method setter(Class<?> type, String field) {
        String name = "set" + Character.toUpperCase(field.charAt(0)) + field.substring(1);
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && method.isAnnotationPresent(DataBoundSetter.class))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type.getSimpleName() + " has no field " + field));
    }

    @SuppressWarnings("unchecked")
    private Object value(Type type, Object given) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType list) {
            List<Object> all = new ArrayList<>();
            for (Object one : (List<?>) given) {
                all.add(value(list.getActualTypeArguments()[0], one));
            }
            return all;
        }
        if (!(given instanceof Map<?, ?> map)) {
            return given;
        }
        Class<?> kind = (Class<?>) type;
        if (java.lang.reflect.Modifier.isAbstract(kind.getModifiers())) {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            return make(called(String.valueOf(only.getKey())), (Map<String, ?>) only.getValue());
        }
        return make(kind, (Map<String, ?>) map);
    }

    private Class<?> called(String symbol) {
        for (Class<?> kind : kinds) {
            for (Class<?> inner : kind.getDeclaredClasses()) {
                boolean named = Descriptor.class.isAssignableFrom(inner) && inner.isAnnotationPresent(Symbol.class);
                if (named && List.of(inner.getAnnotation(Symbol.class).value()).contains(symbol)) {
                    return kind;
                }
            }
        }
        throw new AssertionError("nothing is called " + symbol);
    }
}
