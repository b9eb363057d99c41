"""Actions that need no permission and that no policy denies.

Sources: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html,
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html and,
for Amazon Cognito, the note "Amazon Cognito doesn't evaluate IAM policies in requests for this API operation"
of each operation (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html).
"""

_STS = "GetCallerIdentity GetSessionToken"
_COGNITO = """
    AssociateSoftwareToken ChangePassword ConfirmDevice ConfirmForgotPassword ConfirmSignUp DeleteUser
    DeleteUserAttributes DeleteWebAuthnCredential ForgetDevice ForgotPassword GetDevice GetUser
    GetUserAttributeVerificationCode GetUserAuthFactors GlobalSignOut InitiateAuth ListDevices
    ListWebAuthnCredentials ResendConfirmationCode RespondToAuthChallenge RevokeToken SetUserMFAPreference
    SetUserSettings SignUp UpdateAuthEventFeedback UpdateDeviceStatus UpdateUserAttributes
    VerifySoftwareToken VerifyUserAttribute
"""

# Lower case, as actions are compared.
UNRESTRICTED_ACTIONS = frozenset(
    f"{service}:{name}".lower()
    for service, names in (("sts", _STS), ("cognito-idp", _COGNITO))
    for name in names.split()
)
