"""Jobs of the registry: what pages leave to the background, and what is done every night."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from lieny.registry.services import checking_anew, handing_in
from lieny.registry.services.cases.vanishing import withdraw_all_vanished
from lieny.registry.services.link_worth import weigh_questions
from lieny.registry.services.mail import digest, sending
from lieny.registry.services.quality.measuring import measure_unmeasured
from lieny.registry.services.stored import taking_in
from lieny.registry.services.waiting_jobs import ONE_AT_A_TIME, READING, TAKING_IN

NIGHTLY = "registry.check_all"
EVERY_NIGHT = "15 2 * * *"  # by the worker's clock
EVERY_MINUTE, EVERY_HOUR = "* * * * *", "10 * * * *"
ATTEMPTS = 3
AGAIN = RetryStrategy(max_attempts=ATTEMPTS, wait=30)


@app.task(name=READING, queue="reading", retry=AGAIN, pass_context=True)
def read(context: JobContext, *, submission: str) -> None:
    """Read the files of a submission; after the last attempt it says that it cannot be read."""
    try:
        handing_in.read_submission(UUID(submission))
    except Exception:
        if context.job.attempts + 1 >= ATTEMPTS:
            handing_in.give_up_reading(UUID(submission))
        raise


@app.task(name=TAKING_IN, queue="registry", lock=ONE_AT_A_TIME, retry=AGAIN)
def take_in(*, at: str) -> None:
    """Bring what is confirmed into the registry, as of the day on which it was decided."""
    moment = datetime.fromisoformat(at)
    day = timezone.localtime(moment).date()
    taking_in.take_in(at=moment, day=day)
    weigh_questions(day=day)
    withdraw_all_vanished(at=moment)


@app.periodic(cron=EVERY_NIGHT)
@app.task(name=NIGHTLY, queue="registry", lock=ONE_AT_A_TIME, retry=AGAIN)
def check_all(timestamp: int) -> None:
    """Check everybody anew: terms begin and end, and the law changes, by date alone."""
    moment = datetime.fromtimestamp(timestamp, UTC)
    day = timezone.localtime(moment).date()
    checking_anew.check_all(at=moment, day=day)
    weigh_questions(day=day)
    withdraw_all_vanished(at=moment)
    sending.forget_sent(at=moment)
    measure_unmeasured()


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="registry.send_mail", queue="mail", lock="mail", queueing_lock="mail")
def send_mail(timestamp: int) -> None:
    """Send the letters whose time has come; what fails waits for its next time in its own row."""
    sending.send_due(at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron=EVERY_HOUR)
@app.task(name="registry.write_digests", queue="mail", queueing_lock="digests", retry=AGAIN)
def write_digests(timestamp: int) -> None:
    """Write the digests that are due; one morning's are written once, whenever the portal runs."""
    digest.write_digests(at=datetime.fromtimestamp(timestamp, UTC))
