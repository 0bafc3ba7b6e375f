"""How people sign in: settings of Django's auth, allauth and axes, in one place to be reviewed."""

from __future__ import annotations

from datetime import timedelta

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: an account that is being guessed stays closed
    "lieny.people.web.account_backend.AccountBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# Long and not among the common ones; no rules of composition, no change by the calendar
# (OWASP ASVS 5.0.0, 6.2.1, 6.2.4, 6.2.5, 6.2.10, 6.2.12).
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
    {"NAME": "lieny.people.web.passwords.NotACommonWordLengthened"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # an invitation holds for three days

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "lieny.people.web.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator invites; nobody enrols
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_RATE_LIMITS = {
    # Wrong passwords of one account are counted by axes; here by network alone.
    "login_failed": "30/m/ip",
    "login": "60/m/ip",
    "reauthenticate": "10/m/user",
}
SOCIALACCOUNT_ADAPTER = "lieny.people.web.sign_in.SocialAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False

MFA_ADAPTER = "lieny.people.web.second_factor.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Liên Y"
MFA_TOTP_TOLERANCE = 1  # steps: a slow line, a phone whose clock is half a minute off
MFA_FORMS = {
    "authenticate": "lieny.people.web.one_time_code.SignInCode",
    "reauthenticate": "lieny.people.web.one_time_code.ConfirmCode",
}
MFA_RECOVERY_CODE_COUNT = 10
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the address was given by the administrator who invited
USERSESSIONS_TRACK_ACTIVITY = False  # not at every request: `session_end` does, once a minute

SESSION_ENGINE = "lieny.people.services.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 24 * 3600  # the true ends are set in `session_end`

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "lieny.people.web.sign_in.locked_out"
AXES_DISABLE_ACCESS_LOG = True  # our own audit keeps who came and went
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "lieny.people.web.sign_in.typed_address"
