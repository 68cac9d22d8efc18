package io.jenkins.plugins.drawbridge.engine.manifest.kustomize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.drawbridge.engine.manifest.kustomize.Kustomization.Generator;
import java.util.List;

/** Where a generated object goes: beside the others, into one that is there, or in its place. */
record GeneratorBehavior(Generator generator, String file) {

    void place(Resource made, Resources resources) {
        List<Resource> same = resources.ever(made.id()::sameObject);
        boolean changes =
                generator.behavior().equals("merge") || generator.behavior().equals("replace");
        if (!changes && !same.isEmpty()) {
            throw generator
                    .name()
                    .refuse(
                            file,
                            made.id() + " is there already, from " + same.get(0).place()
                                    + "; say behavior: merge or behavior: replace.");
        }
        if (changes && same.size() != 1) {
            throw generator
                    .name()
                    .refuse(
                            file,
                            same.isEmpty()
                                    ? "there is no " + made.id() + " to " + generator.behavior()
                                            + "; leave out its behavior to create it."
                                    : made.id() + " may be any of " + same + "; name them differently.");
        }
        if (changes) {
            succeed(made, same.get(0));
            resources.replace(same.get(0), made);
        } else {
            resources.add(made);
        }
    }

    private void succeed(Resource made, Resource old) {
        beneath(made.metadata(), old.metadata(), "labels");
        beneath(made.metadata(), old.metadata(), "annotations");
        if (generator.behavior().equals("merge")) {
            beneath(made.body(), old.body(), "data");
            beneath(made.body(), old.body(), "binaryData");
        }
        made.succeed(old);
    }

    /** What the old one has and the new one does not. */
    private static void beneath(ObjectNode made, ObjectNode old, String field) {
        if (old.path(field) instanceof ObjectNode values && !values.isEmpty()) {
            ObjectNode merged = values.deepCopy();
            if (made.path(field) instanceof ObjectNode own) {
                merged.setAll(own);
            }
            made.set(field, merged);
        }
    }
}
