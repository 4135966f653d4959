package dev.warren.system.check.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.local.RabbitAdmin;
import dev.warren.messaging.Participant;
import dev.warren.system.check.Broker;
import dev.warren.system.check.Broker.Binding;
import dev.warren.system.check.Broker.Queue;
import dev.warren.system.topology.SystemTopology;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Queues and bindings, as the management API shows them: the counters of queues lag behind by as much as {@link dev.warren.system.rig.Broker#FIGURES_AGE}. */
final class BrokerAtRest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private BrokerAtRest() {}

    static Broker of(LiveSystem system) {
        Set<Binding> bindings = system.admin().bindings(system.vhost()).stream()
                .map(binding -> new Binding(binding.source(), binding.destination(), binding.routingKey()))
                .collect(Collectors.toSet());
        return new Broker(queues(system), bindings, catalogue(system.vhost()));
    }

    /** Those that must be empty: whatever is on its way to a service, or waits to be tried again. */
    static List<Queue> queues(LiveSystem system) {
        Set<String> dead =
                SystemTopology.PARTICIPANTS.stream().map(Participant::deadQueue).collect(Collectors.toSet());
        var queues = system.admin().get("queues/" + RabbitAdmin.encoded(system.vhost()));
        return StreamSupport.stream(queues.spliterator(), false)
                .filter(queue -> queue.path("type").asText().equals("quorum"))
                .filter(queue -> !dead.contains(queue.path("name").asText()))
                .map(queue -> new Queue(
                        queue.path("name").asText(),
                        queue.path("messages_ready").asLong(),
                        queue.path("messages_unacknowledged").asLong()))
                .toList();
    }

    private static Set<Binding> catalogue(String vhost) {
        try {
            JsonNode bindings = JSON.readTree(SystemTopology.definitions(vhost)).path("bindings");
            return StreamSupport.stream(bindings.spliterator(), false)
                    .map(binding -> new Binding(
                            binding.path("source").asText(),
                            binding.path("destination").asText(),
                            binding.path("routing_key").asText()))
                    .collect(Collectors.toSet());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the definitions are no JSON", e);
        }
    }
}
