package dev.warren.local;

/** There is no RabbitMQ on this machine and it could not be installed. Says what to install; nothing was left behind. */
public final class RabbitNotInstalled extends LocalException {
    RabbitNotInstalled(String why) {
        super(
                "BROKER_NOT_INSTALLED",
                why + " Install RabbitMQ 3.10 or newer (Debian, Ubuntu: "
                        + "sudo apt-get install rabbitmq-server; macOS: brew install rabbitmq), or start Docker, or name a running "
                        + "broker with WARREN_AMQP_URI and WARREN_AMQP_ADMIN_URI; then run the command again.");
    }
}
