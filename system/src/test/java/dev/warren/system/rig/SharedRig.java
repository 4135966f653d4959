package dev.warren.system.rig;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the rig that they share: it starts with the first class that asks for it and ends after the last test. It is full of what
 * others have done; whoever hurts it mends it, and leaves it with every instance running and nothing under way. What cannot be mended,
 * such as parked messages, is for the last ones, which say so by {@link org.junit.jupiter.api.Order}.
 */
public final class SharedRig implements ParameterResolver {

    /** For classes whose messages no service has said: whatever compares what was said with what was handled is through by then. */
    public static final int NEAR_THE_END = Integer.MAX_VALUE - 2;

    /** For classes that leave something behind. */
    public static final int LAST_BUT_ONE = Integer.MAX_VALUE - 1;

    /** For the class that leaves more than anybody could know. */
    public static final int LAST = Integer.MAX_VALUE;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Rig.class;
    }

    @Override
    public Rig resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedRig.class))
                .getOrComputeIfAbsent(
                        Rig.class, type -> Rig.at(Site.ofTest("shared")).start(), Rig.class);
    }
}
