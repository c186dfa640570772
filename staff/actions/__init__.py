"""What happens to the record of reads: rows are added, and a stopped reader is released."""

from staff.actions.reads import Budget, Seen, record_read
from staff.actions.stops import release_reader, stop_reader

__all__ = ["Budget", "Seen", "record_read", "release_reader", "stop_reader"]
