package dev.warren.system.topology;

import dev.warren.events.Catalogue;
import dev.warren.events.EventType;
import dev.warren.messaging.Participant;
import dev.warren.messaging.topology.Definitions;
import dev.warren.notifications.NotificationService;
import dev.warren.orders.OrderService;
import dev.warren.payments.PaymentService;
import dev.warren.users.UserService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The broker definitions of the whole system; {@code deploy/rabbitmq/definitions.json} is their copy for operators. */
public final class SystemTopology {

    public static final String VHOST = "warren";

    /** Every service, in the order in which an order meets them. */
    public static final List<Participant> PARTICIPANTS = List.of(
            OrderService.PARTICIPANT,
            UserService.PARTICIPANT,
            PaymentService.PARTICIPANT,
            NotificationService.PARTICIPANT);

    private SystemTopology() {}

    /** The definitions for a vhost, as the broker's management API imports them. */
    public static String definitions(String vhost) {
        var spoken = Catalogue.types().stream().map(EventType::name).collect(Collectors.toSet());
        return Definitions.of(vhost, PARTICIPANTS, spoken, personal());
    }

    /** The types with personal data, which the journal does not keep. */
    public static Set<String> personal() {
        return Catalogue.types().stream()
                .filter(EventType::personal)
                .map(EventType::name)
                .collect(Collectors.toSet());
    }

    /** Writes the definitions to the file named by the only argument. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), definitions(VHOST));
    }
}
