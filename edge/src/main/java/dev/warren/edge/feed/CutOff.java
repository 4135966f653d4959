package dev.warren.edge.feed;

/** Why a reader is told to go; it may come back with the last id that it has. */
enum CutOff {
    TOO_SLOW("you took the events too slowly: come back with Last-Event-ID, and take them faster or fewer of them"),
    TOKEN_EXPIRED("the token has expired: come back with a new one and Last-Event-ID"),
    TIME_IS_UP("no connection lasts for ever, lest one that its reader has left does: come back with Last-Event-ID"),
    STOPPING("this instance stops: come back with Last-Event-ID");

    private final String detail;

    CutOff(String detail) {
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
