"""What is done to a sign-in, by its owner or by an administrator."""

from staff.actions.sign_in import end_sessions, reset_second_factor, sign_out_everywhere

__all__ = ["end_sessions", "reset_second_factor", "sign_out_everywhere"]
