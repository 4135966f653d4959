package dev.warren.notifications;

import dev.warren.events.Catalogue;
import dev.warren.local.MailSink;
import dev.warren.local.fixtures.Flow;
import dev.warren.local.fixtures.FlowEvent;
import dev.warren.local.fixtures.Stage;
import dev.warren.messaging.topology.Definitions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Users with an address, unless the flow needs them to have none, and a mail server. */
final class NotificationStage implements Stage {

    @Override
    public String service() {
        return NotificationService.PARTICIPANT.name();
    }

    @Override
    public Set<String> hears() {
        return NotificationService.PARTICIPANT.hears();
    }

    @Override
    public String definitions(String vhost) {
        return Definitions.of(vhost, List.of(NotificationService.PARTICIPANT), Catalogue.names(), Set.of());
    }

    private final MailSink mails = MailSink.start();

    @Override
    public Map<String, ?> configuration(Flow flow) {
        return Map.of("notifications.smtp.port", mails.smtpPort());
    }

    @Override
    public void prepare(Flow flow, Scene scene) {
        String user = scene.actual(flow.user());
        if (!flow.says("notification.failed", "UNKNOWN_USER") && !flow.says("notification.failed", "NO_ADDRESS")) {
            scene.publish(told(user, "user.registered.v1", 1, """
                    {"userId":"%s","name":"Ada","email":"ada@example.org"}""".formatted(user)));
        }
        if (flow.says("notification.failed", "ERASED_USER")) {
            scene.publish(told(user, "user.erased.v1", 2, "{\"userId\":\"%s\"}".formatted(user)));
        }
    }

    private static FlowEvent told(String user, String type, int sequence, String data) {
        return FlowEvent.parse("""
                {"specversion":"1.0","id":"%s","source":"/user-service","type":"%s","subject":"%s","time":"2026-05-04T08:00:00.000Z",
                "datacontenttype":"application/json","dataschema":"urn:warren:schema:%2$s","sequence":"%d","data":%s}""".formatted(UUID.randomUUID(), type, user, sequence, data));
    }

    @Override
    public void begin(FlowEvent event, Scene scene) {
        if (event.reason().equals("NO_ADDRESS")) {
            scene.change("""
                    update notifications set deadline = now() - interval '1 hour'
                    where order_id = '%s' and status = 'WAITING_FOR_ADDRESS'""".formatted(scene.actual(event.order())));
        }
    }

    @Override
    public String unfinished() {
        return "select count(*) from notifications where status = 'SENDING'";
    }

    @Override
    public void close() {
        mails.close();
    }
}
