package dev.warren.system.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.events.Catalogue;
import dev.warren.events.EventType;
import dev.warren.events.RequestType;
import dev.warren.messaging.Participant;
import dev.warren.messaging.registry.RegistryEvent;
import dev.warren.messaging.topology.Definitions;
import dev.warren.system.topology.SystemTopology;
import java.util.TreeSet;

/** The AsyncAPI document of the whole system: every event there is, who says it and who hears it. */
public final class AsyncApi {

    private final ObjectNode document = Yaml.read(AsyncApi.class.getResource("asyncapi-base.yaml"));
    private final EventSchemas schemas = new EventSchemas(document.withObject("/components/schemas"));

    private AsyncApi() {}

    /** As YAML; the same as long as the code is. */
    public static String text() {
        return Yaml.write(new AsyncApi().complete());
    }

    private ObjectNode complete() {
        schemas.addShared(Catalogue.sharedSchema());
        for (EventType type : Catalogue.types()) {
            message(type.name(), note(type));
            channel(type.name(), type.exchange(), "topic");
        }
        for (String type : new TreeSet<>(RegistryEvent.types())) {
            message(type, "");
            channel(type, Definitions.REGISTRY, "fanout");
        }
        for (Participant participant : SystemTopology.PARTICIPANTS) {
            operations(participant);
        }
        Catalogue.requests().forEach(this::request);
        return document;
    }

    private static String note(EventType type) {
        EventType newest = Catalogue.newest(type);
        String older = newest.equals(type)
                ? ""
                : " An older version of %s, said by configuration only.".formatted(newest.name());
        return older + (type.personal() ? " Personal data: never in the journal." : "");
    }

    private void message(String type, String note) {
        ObjectNode schema = schemas.add(type);
        ObjectNode message = document.withObject("/components/messages").putObject(type);
        message.put("name", type)
                .put("title", schema.get("title").asText())
                .put("summary", schema.get("description").asText() + note)
                .put("contentType", "application/json");
        message.putArray("traits").addObject().put("$ref", "#/components/messageTraits/event");
        message.putObject("payload").put("$ref", "#/components/schemas/" + type);
        message.putObject("bindings").putObject("amqp").put("messageType", type).put("bindingVersion", "0.3.0");
        message.putArray("examples").addObject().set("payload", EventSchemas.example(type));
    }

    /** Answered by whoever says so; the answer goes through the exchange for replies to a queue of the asker's own. */
    private void request(RequestType<?, ?> request) {
        String question = request.name() + ".question";
        String answer = request.name() + ".answer";
        message(question, "");
        message(answer, "");
        channel(question, Definitions.REQUESTS, "direct");
        channel(answer, Definitions.REPLIES, "direct");
        document.withObject("/channels/" + question).put("address", request.name());
        document.withObject("/channels/" + answer)
                .putNull("address")
                .put("description", "The routing key is the question's reply-to.");
        for (Participant participant : SystemTopology.PARTICIPANTS) {
            if (participant.answers().contains(request.name())) {
                ObjectNode operation = document.withObject("/operations")
                        .putObject("%s.answers.%s".formatted(participant.name(), request.name()));
                operation.put("action", "receive").put("summary", participant.name() + " answers it.");
                operation.putObject("channel").put("$ref", "#/channels/" + question);
                ObjectNode reply = operation.putObject("reply");
                reply.putObject("channel").put("$ref", "#/channels/" + answer);
            }
        }
    }

    private void channel(String type, String exchange, String kind) {
        ObjectNode channel = document.withObject("/channels").putObject(type);
        channel.put("address", type);
        channel.putObject("messages").putObject(type).put("$ref", "#/components/messages/" + type);
        ObjectNode amqp = channel.putObject("bindings").putObject("amqp");
        amqp.put("is", "routingKey");
        amqp.putObject("exchange")
                .put("name", exchange)
                .put("type", kind)
                .put("durable", true)
                .put("autoDelete", false)
                .put("vhost", SystemTopology.VHOST);
        amqp.put("bindingVersion", "0.3.0");
    }

    private void operations(Participant participant) {
        for (EventType type : Catalogue.types()) {
            if (type.exchange().equals(participant.exchange())) {
                says(participant, type.name(), true);
            }
        }
        for (Participant.Binding binding : participant.bindings()) {
            hears(participant, binding.routingKey(), participant.queue());
        }
        for (String type : new TreeSet<>(RegistryEvent.types())) {
            says(participant, type, false);
            hears(participant, type, "registry." + participant.name() + ".<uuid>");
        }
    }

    private void says(Participant participant, String type, boolean durably) {
        ObjectNode operation = operation("send", participant, type);
        operation.put("summary", "%s says it.".formatted(participant.name()));
        operation
                .putObject("bindings")
                .putObject("amqp")
                .put("deliveryMode", durably ? 2 : 1)
                .put("mandatory", durably)
                .put("timestamp", true)
                .put("bindingVersion", "0.3.0");
    }

    private void hears(Participant participant, String type, String queue) {
        ObjectNode operation = operation("receive", participant, type);
        operation.put("summary", "%s hears it, on the queue %s.".formatted(participant.name(), queue));
        operation.putObject("bindings").putObject("amqp").put("ack", true).put("bindingVersion", "0.3.0");
    }

    private ObjectNode operation(String action, Participant participant, String type) {
        ObjectNode operation = document.withObject("/operations")
                .putObject("%s.%s.%s".formatted(participant.name(), action.equals("send") ? "says" : "hears", type));
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + type);
        return operation;
    }
}
