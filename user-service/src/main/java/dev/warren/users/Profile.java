package dev.warren.users;

/** Who a user is. Personal data, which its text form leaves out. */
public record Profile(String name, String email) {

    @Override
    public String toString() {
        return "Profile[…]";
    }
}
