//! The table of `APIG`, one entry a row: as published on the page *Error Codes* of the user guide of API
//! Gateway, updated on 2023-12-22.

nameable_table! { ($) APIG Apig
    APIG_0101 "APIG.0101" {
        404 "The API does not exist or has not been published in the environment." {
            cause: "The API does not exist or has not been published in the environment.",
            solution: "Check whether the domain name, method, and path are consistent with those of the created API. Check whether the API has been published. If it has been published in a non-production environment, check whether the X-Stage header in the request is the environment name. Check whether the domain name used to call the API has been bound to the group to which the API belongs.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "Most checks are the caller's: domain name, method, path, X-Stage. No route matched, so nothing was forwarded, and the same request will not match either.",
        }
        404 "The API does not exist." {
            cause: "The API request method does not exist.",
            solution: "Check whether the API request method is the same as the method defined by the API.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "Method not defined for the API; the table says to compare the request method with the definition.",
        }
    }
    APIG_0103 "APIG.0103" {
        500 "The backend does not exist." {
            cause: "The backend service was not found.",
            solution: "Contact technical support.",
            verdict: Never NotDelivered,
            actor: GatewayOperator,
            reason: "A 500, but it says that something is absent, not that something failed; stored state does not heal by itself. No backend, so nothing was forwarded.",
        }
    }
    APIG_0104 "APIG.0104" {
        500 "The plug-ins do not exist." {
            cause: "No plug-in configurations were found.",
            solution: "Contact technical support.",
            verdict: Never NotDelivered,
            actor: GatewayOperator,
            reason: "Absent plug-in configuration is stored state, not a passing fault. We infer that plug-ins are looked up before forwarding.",
        }
    }
    APIG_0105 "APIG.0105" {
        500 "The backend configurations do not exist." {
            cause: "No backend configurations were found.",
            solution: "Contact technical support.",
            verdict: Never NotDelivered,
            actor: GatewayOperator,
            reason: "Absent backend configuration is stored state, not a passing fault; without it nothing can be forwarded.",
        }
    }
    APIG_0106 "APIG.0106" {
        400 "Orchestration error." {
            cause: "An orchestration error occurred.",
            solution: "Check whether the frontend and backend parameters of the API are correct.",
            verdict: Never NotDelivered,
            actor: ApiProvider,
            reason: "The frontend and backend parameters of the API are configuration (a caller can also provoke it by leaving an orchestrated input out). Orchestration precedes forwarding.",
        }
    }
    APIG_0107 "APIG.0107" {
        500 "The custom lua script encountered an unexpected error" {
            cause: "An unknown error occurred in the Lua script.",
            solution: "Contact technical support.",
            verdict: Never MaybeDelivered,
            actor: GatewayOperator,
            reason: "A script that fails on this input fails again; the table does not say in which phase the script runs, so delivery stays open.",
        }
    }
    APIG_0201 "APIG.0201" {
        400 "API request error." {
            cause: "Invalid request parameters.",
            solution: "Set valid request parameters.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "Invalid request parameters, to be corrected by the caller.",
        }
        413 "Request entity too large." {
            cause: "The request body exceeds 12 MB.",
            solution: "Reduce the size of the request body.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "Body over 12 MB; the same body is over 12 MB next time.",
        }
        414 "Request URI too large." {
            cause: "The request URI exceeds 32 KB.",
            solution: "Reduce the size of the request URI.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "URI over 32 KB; unchanged by a retry.",
        }
        494 "Request headers too large." {
            cause: "The request headers are too large because one of them exceeds 32 KB or the total length exceeds 128 KB.",
            solution: "Reduce the size of the request headers.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "One header over 32 KB or 128 KB in all; unchanged by a retry.",
        }
        502 "Backend unavailable." {
            cause: "The backend service is unavailable.",
            solution: "Check whether the backend address configured for the API is accessible.",
            verdict: Backoff MaybeDelivered,
            actor: BackendOperator,
            reason: "\"The backend service is unavailable\": a state of the backend, not of the request. A communication error can come after the bytes were sent, so only idempotent requests may be replayed.",
        }
        504 "Backend timeout." {
            cause: "The backend service has timed out.",
            solution: "Increase the timeout duration of the backend service or shorten the processing time.",
            verdict: Backoff MaybeDelivered,
            actor: BackendOperator,
            reason: "A timeout depends on load, so a later attempt can pass, but the table's cure is configuration and every attempt may cost the full backend timeout. The backend may well have finished the work.",
        }
        500 "An unexpected error occurred" {
            cause: "An internal error occurred.",
            solution: "Contact technical support.",
            verdict: Backoff MaybeDelivered,
            actor: GatewayOperator,
            reason: "Transient 500 because no cause in request or configuration is named (\"unexpected\", \"internal\") and the only advice is support; the phase is unknown, so idempotent requests only.",
        }
    }
    APIG_0202 "APIG.0202" {
        502 "Backend unavailable" {
            cause: "The backend is unavailable.",
            solution: "Check whether the backend request protocol configured for the API is the same as the request protocol used by the backend service.",
            verdict: Backoff MaybeDelivered,
            actor: ApiProvider,
            reason: "The description says unavailable, the solution speaks of a protocol mismatch; status and description agree, so it is taken as a passing state. Bytes may have been sent.",
        }
    }
    APIG_0203 "APIG.0203" {
        504 "Backend timeout" {
            cause: "The backend service has timed out.",
            solution: "Increase the timeout duration of the backend service or shorten the processing time.",
            verdict: Backoff MaybeDelivered,
            actor: BackendOperator,
            reason: "A timeout depends on load, so a later attempt can pass, but the table's cure is configuration and every attempt may cost the full backend timeout. The backend may well have finished the work.",
        }
    }
    APIG_0204 "APIG.0204" {
        400 "SSL protocol is not supported: TLSv1.1" {
            cause: "The SSL protocol version is not supported.",
            solution: "Use a supported SSL protocol version.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "The TLS version that the client negotiated is not allowed; it stays the same until the client is configured otherwise.",
        }
    }
    APIG_0205 "APIG.0205" {
        400 "Verify client certificate failed" {
            cause: "Failed to verify the client certificate.",
            solution: "Check whether the client certificate is correct.",
            verdict: Never NotDelivered,
            actor: CallerCredentials,
            reason: "The client certificate presented is not accepted; it must be replaced, not resent.",
        }
    }
    APIG_0301 "APIG.0301" {
        401 "Incorrect IAM authentication information." {
            cause: "The IAM authentication details are incorrect.",
            solution: "Check whether the token is correct.",
            verdict: Reauthenticate NotDelivered,
            actor: CallerCredentials,
            reason: "The table says to check the token; Huawei's FAQ on IAM authentication files an expired token under this code too, beside wrong keys, and says that more than five failures in a row lock a key for five minutes: one more try, and only with a credential that differs.",
        }
    }
    APIG_0302 "APIG.0302" {
        403 "The IAM user is not authorized to access the API." {
            cause: "The IAM user is not allowed to access the API.",
            solution: "Check whether the user is controlled by a blacklist or whitelist.",
            verdict: Never NotDelivered,
            actor: CallerAccess,
            reason: "Blacklist or whitelist excludes the IAM user; access must be granted.",
        }
    }
    APIG_0303 "APIG.0303" {
        401 "Incorrect app authentication information." {
            cause: "The app authentication details are incorrect.",
            solution: "Check whether the request method, path, query strings, and request body are consistent with those used for signing; check whether the date and time on the client are correct; and check whether the signing code is correct by referring to Calling APIs Through App Authentication.",
            verdict: Never NotDelivered,
            actor: CallerCredentials,
            reason: "Signature, path, clock or key is wrong, and an app key does not expire, so there is nothing to renew. Signing anew cures only a stale timestamp (Huawei's FAQ: more than 15 minutes off).",
        }
    }
    APIG_0304 "APIG.0304" {
        403 "The app is not authorized to access the API." {
            cause: "The app is not allowed to access the API.",
            solution: "Check whether the app has been authorized to access the API.",
            verdict: Never NotDelivered,
            actor: CallerAccess,
            reason: "The app has not been authorised for the API.",
        }
    }
    APIG_0305 "APIG.0305" {
        401 "Incorrect authentication information." {
            cause: "The authentication information is incorrect.",
            solution: "Check whether the authentication information is correct.",
            verdict: Never NotDelivered,
            actor: CallerCredentials,
            reason: "Credential rejected by a custom authoriser whose scheme is the provider's; no expiry is documented. Override per API where it is a refreshable token.",
        }
    }
    APIG_0306 "APIG.0306" {
        403 "API access denied." {
            cause: "Access to the API is not allowed.",
            solution: "Check whether you have been authorized to access the API.",
            verdict: Never NotDelivered,
            actor: CallerAccess,
            reason: "Access has not been authorised.",
        }
    }
    APIG_0307 "APIG.0307" {
        401 "The token must be updated." {
            cause: "The token needs to be updated.",
            solution: "Obtain a new token from IAM.",
            verdict: Reauthenticate NotDelivered,
            actor: CallerCredentials,
            reason: "\"Obtain a new token from IAM\": the table orders a renewal. Once only: a token that no renewal cures (of another region, say) would loop.",
        }
    }
    APIG_0308 "APIG.0308" {
        429 "The throttling threshold has been reached." {
            cause: "The throttling threshold has been reached.",
            solution: "Try again after the throttling resumes. If the number of debugging domain requests per day is reached, bind an independent domain name to the service to which the API belongs.",
            verdict: Throttled NotDelivered,
            actor: CallerAccess,
            reason: "\"Try again after the throttling resumes.\" Refused at the gateway. The window runs from a second to a day (a debugging domain has a daily limit), so the wait is bounded.",
        }
    }
    APIG_0310 "APIG.0310" {
        403 "The project is unavailable." {
            cause: "The project is currently unavailable.",
            solution: "Select another project and try again.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "\"Currently\" hints at a passing state, yet the instruction is to select another project, which is a different request.",
        }
    }
    APIG_0311 "APIG.0311" {
        401 "Incorrect debugging authentication information." {
            cause: "The debugging authentication details are incorrect.",
            solution: "Contact technical support.",
            verdict: Never NotDelivered,
            actor: GatewayOperator,
            reason: "The table sends the caller to support; a retry changes nothing.",
        }
    }
    APIG_0312 "APIG.0312" {
        401 "Incorrect third-party authentication information,auth fail" {
            cause: "The authentication failed because the third-party authentication information is incorrect.",
            solution: "Check whether the identity information is correct.",
            verdict: Never NotDelivered,
            actor: CallerCredentials,
            reason: "The third-party service refused the identity; whether it can be refreshed is unknown, and repeated failures feed the brute-force block (0314).",
        }
    }
    APIG_0313 "APIG.0313" {
        401 "Incorrect third-party authentication information,identities error" {
            cause: "The identity included in the third-party authentication information is incorrect.",
            solution: "Check whether the identity information is consistent with the identity source in the third-party authentication plug-in.",
            verdict: Never NotDelivered,
            actor: CallerCredentials,
            reason: "Identity source missing or not as the plug-in expects; unchanged by a retry.",
        }
    }
    APIG_0314 "APIG.0314" {
        403 "Incorrect third-party authentication information,access deny" {
            cause: "Access denied because the third-party authentication information is incorrect.",
            solution: "Contact technical support to check whether the request is a service request. If yes, increase the brute force threshold of the third-party authentication plug-in.",
            verdict: Never NotDelivered,
            actor: GatewayOperator,
            reason: "Denied by a brute-force threshold: waiting without a correct identity renews the block, and the table calls for support.",
        }
    }
    APIG_0401 "APIG.0401" {
        403 "Unknown client IP address." {
            cause: "The client IP address cannot be identified.",
            solution: "Contact technical support.",
            verdict: Never NotDelivered,
            actor: GatewayOperator,
            reason: "Client address cannot be identified; the table calls for support.",
        }
    }
    APIG_0402 "APIG.0402" {
        403 "The IP address is not authorized to access the API." {
            cause: "The IP address is not allowed to access the API.",
            solution: "Check whether the IP address is controlled by a blacklist or whitelist.",
            verdict: Never NotDelivered,
            actor: CallerAccess,
            reason: "Client address is excluded by a list.",
        }
    }
    APIG_0404 "APIG.0404" {
        403 "Access to the backend IP address has been denied." {
            cause: "The backend IP address cannot be accessed.",
            solution: "Check whether the backend IP address or the IP address corresponding to the backend domain name is accessible.",
            verdict: Never NotDelivered,
            actor: ApiProvider,
            reason: "The backend address is not one that the gateway may reach; refused before connecting.",
        }
    }
    APIG_0405 "APIG.0405" {
        403 "The app is not accessed from a trusted IP address." {
            cause: "The application is not accessed from a trusted IP address.",
            solution: "Check whether the source IP address is allowed or denied in the access control policy.",
            verdict: Never NotDelivered,
            actor: CallerAccess,
            reason: "Source address not trusted for the app.",
        }
    }
    APIG_0501 "APIG.0501" {
        405 "The app quota has been used up." {
            cause: "The app quota has been reached.",
            solution: "Increase the app quota.",
            verdict: Never NotDelivered,
            actor: CallerAccess,
            reason: "The table says to increase the quota. A quota that resets by itself is the caller's to declare (override with Throttled).",
        }
    }
    APIG_0502 "APIG.0502" {
        405 "The app has been frozen." {
            cause: "The app has been frozen.",
            solution: "Check whether your account balance is sufficient.",
            verdict: Never NotDelivered,
            actor: CallerAccess,
            reason: "App frozen for lack of balance; needs payment.",
        }
    }
    APIG_0601 "APIG.0601" {
        500 "Internal server error." {
            cause: "An internal error occurred.",
            solution: "Contact technical support.",
            verdict: Backoff MaybeDelivered,
            actor: GatewayOperator,
            reason: "Transient 500 because no cause in request or configuration is named; phase unknown, so idempotent requests only.",
        }
    }
    APIG_0602 "APIG.0602" {
        400 "Bad request." {
            cause: "Invalid request.",
            solution: "Check whether the request is valid.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "Invalid request, to be corrected by the caller.",
        }
    }
    APIG_0605 "APIG.0605" {
        500 "Domain name resolution failed." {
            cause: "Domain name resolution failed.",
            solution: "Check whether the domain name is correct and has been bound to a correct backend address.",
            verdict: Backoff MaybeDelivered,
            actor: ApiProvider,
            reason: "A look-up failed at run time, which resolvers do in passing; the documented cause is a wrong name, so few attempts. With retries configured at the gateway an earlier attempt may have gone through, so delivery stays open.",
        }
    }
    APIG_0606 "APIG.0606" {
        500 "Failed to load the API configurations." {
            cause: "API configurations could not be loaded.",
            solution: "Contact technical support.",
            verdict: Backoff NotDelivered,
            actor: GatewayOperator,
            reason: "Loading failed, in contrast to 0103 to 0105, where the thing does not exist. We infer that routing needs the configuration, so nothing was forwarded.",
        }
    }
    APIG_0607 "APIG.0607" {
        400 "The following protocol is supported: {xxx}" {
            cause: "The protocol is not supported. Only xxx is supported. xxx is subject to the actual value in the response.",
            solution: "Use HTTP or HTTPS to access the API.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "Scheme not allowed; use the one named in the message.",
        }
    }
    APIG_0608 "APIG.0608" {
        500 "Failed to obtain the admin token." {
            cause: "The administrator account details cannot be obtained.",
            solution: "Contact technical support.",
            verdict: Backoff NotDelivered,
            actor: GatewayOperator,
            reason: "The gateway failed to obtain its own token, a run-time dependency like 0613. We infer that it is needed before forwarding.",
        }
    }
    APIG_0609 "APIG.0609" {
        500 "The VPC backend does not exist." {
            cause: "The workload backend service cannot be found.",
            solution: "Contact technical support.",
            verdict: Never NotDelivered,
            actor: GatewayOperator,
            reason: "The workload backend cannot be found: absent, not unavailable.",
        }
    }
    APIG_0610 "APIG.0610" {
        502 "No backend available." {
            cause: "No backend services are available.",
            solution: "Check whether all backend services are available. For example, check whether the API calling information is consistent with the actual configuration.",
            verdict: Backoff MaybeDelivered,
            actor: BackendOperator,
            reason: "\"No backend services are available\" suggests that none was reached, but with retries configured at the gateway an earlier attempt may have been; the cautious reading is kept.",
        }
    }
    APIG_0611 "APIG.0611" {
        500 "The backend port does not exist." {
            cause: "The backend port was not found.",
            solution: "Contact technical support.",
            verdict: Never NotDelivered,
            actor: GatewayOperator,
            reason: "The port is absent from configuration.",
        }
    }
    APIG_0612 "APIG.0612" {
        500 "An API cannot call itself." {
            cause: "An API cannot call itself.",
            solution: "Modify the backend configurations, and ensure that the number of layers the API is recursively called does not exceed 10.",
            verdict: Never MaybeDelivered,
            actor: ApiProvider,
            reason: "Loop in the backend configuration; deterministic. Layers before the refused one have run.",
        }
    }
    APIG_0613 "APIG.0613" {
        503 "The IAM service is currently unavailable." {
            cause: "IAM is currently unavailable.",
            solution: "Contact technical support.",
            verdict: Backoff NotDelivered,
            actor: GatewayOperator,
            reason: "\"Currently unavailable\" and 503: transient in its own words. We infer that IAM is asked before forwarding.",
        }
    }
    APIG_0615 "APIG.0615" {
        500 "Incorrect third-party authentication VPC information" {
            cause: "Failed to obtain the load balance channel nodes for third-party authentication.",
            solution: "Check whether the load balance channel for third-party authentication is correctly configured.",
            verdict: Backoff NotDelivered,
            actor: ApiProvider,
            reason: "Failed to obtain the nodes of a channel: a run-time failure like 0605 and 0616, though the table asks only about configuration. Authentication precedes forwarding.",
        }
    }
    APIG_0616 "APIG.0616" {
        500 "Incorrect third-party authentication request information" {
            cause: "Failed to connect to the third-party authentication service.",
            solution: "Check whether the third-party authentication service is normal.",
            verdict: Backoff NotDelivered,
            actor: ApiProvider,
            reason: "Connecting to a service failed and the table asks whether that service is normal. Authentication precedes forwarding (the authoriser itself may have been called).",
        }
    }
    APIG_0617 "APIG.0617" {
        500 "Incorrect third-party authentication response information" {
            cause: "Failed to obtain response from the third-party authentication service.",
            solution: "Check whether the third-party authentication service is normal.",
            verdict: Backoff NotDelivered,
            actor: ApiProvider,
            reason: "No response was obtained and the table asks whether the service is normal. Not forwarded to the API's backend (the authoriser itself may have run).",
        }
    }
    APIG_0705 "APIG.0705" {
        500 "Backend signature calculation failed." {
            cause: "Backend signature calculation failed.",
            solution: "Contact technical support.",
            verdict: Never NotDelivered,
            actor: GatewayOperator,
            reason: "Computing a signature from stored key material is deterministic; it precedes sending.",
        }
    }
    APIG_0802 "APIG.0802" {
        403 "The IAM user is forbidden in the currently selected region" {
            cause: "The IAM user is disabled in the current region.",
            solution: "Contact technical support.",
            verdict: Never NotDelivered,
            actor: CallerAccess,
            reason: "The IAM user is disabled in the region; it has to be enabled, which a retry does not do.",
        }
    }
    APIG_2102 "APIG.2102" {
        400 "PublicKey is null" {
            cause: "The signature key is not found.",
            solution: "Contact technical support.",
            verdict: Never NotDelivered,
            actor: GatewayOperator,
            reason: "Signature key not found; the table calls for support.",
        }
    }
    APIG_2201 "APIG.2201" {
        400 "Appkey or SecretKey is invalid" {
            cause: "Invalid AppKey or SecretKey.",
            solution: "Check whether the AppKey and SecretKey in the request are correct.",
            verdict: Never NotDelivered,
            actor: CallerCredentials,
            reason: "AppKey or SecretKey is wrong; a static pair cannot be refreshed.",
        }
    }
    APIG_2202 "APIG.2202" {
        400 "Refresh token is invalid" {
            cause: "Invalid refresh token.",
            solution: "Check whether the refresh token is correct.",
            verdict: Never NotDelivered,
            actor: CallerCredentials,
            reason: "\"Invalid\", not \"expired\" (1001): a new client_credentials login would cure a revoked one, but the table asks whether it is correct.",
        }
    }
    APIG_2203 "APIG.2203" {
        400 "Access token is invalid" {
            cause: "Invalid access token.",
            solution: "Check whether the access token is correct.",
            verdict: Never NotDelivered,
            actor: CallerCredentials,
            reason: "\"Invalid\", and the table asks whether the token is correct, where 1002 says \"expired\" and asks for another. Only an FAQ makes 0301 different. A user whose tokens are revoked by rotation overrides it.",
        }
    }
    APIG_2204 "APIG.2204" {
        400 "ContentType invalid" {
            cause: "Invalid ContentType.",
            solution: "Check whether the ContentType is correct.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "Wrong Content-Type on the token request.",
        }
    }
    APIG_2205 "APIG.2205" {
        400 "Auth parameter invalid" {
            cause: "Invalid authentication parameter.",
            solution: "Check whether the authentication parameters are correct.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "Invalid authentication parameter on the token request.",
        }
    }
    APIG_2206 "APIG.2206" {
        400 "Auth method invalid" {
            cause: "Invalid authentication mode.",
            solution: "Check whether the authentication mode is correct.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "Invalid authentication mode on the token request.",
        }
    }
    APIG_2208 "APIG.2208" {
        400 "The length of through_data is out of range" {
            cause: "The length of through_data is out of range.",
            solution: "The maximum length of through_data is 300. Adjust through_data based on the actual situation.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "`through_data` over 300 characters; unchanged by a retry.",
        }
    }
    APIG_2209 "APIG.2209" {
        400 "The value of grant_type is not in enum List" {
            cause: "The value of grant_type is invalid.",
            solution: "The value of grant_type can only be client_credentials or refresh_token. Change it based on the actual situation.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "`grant_type` outside client_credentials and refresh_token.",
        }
    }
    APIG_2210 "APIG.2210" {
        400 "Lack of grant_type" {
            cause: "The authorization type is missing.",
            solution: "Add grant_type.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "`grant_type` missing.",
        }
    }
    APIG_2211 "APIG.2211" {
        400 "Lack of client_id" {
            cause: "The client ID is missing.",
            solution: "Add a client ID.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "`client_id` missing.",
        }
    }
    APIG_2212 "APIG.2212" {
        400 "Lack of client_secret" {
            cause: "The client secret is missing.",
            solution: "Add a client secret.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "`client_secret` missing.",
        }
    }
    APIG_2213 "APIG.2213" {
        400 "Lack of refresh_token" {
            cause: "The refresh token is missing.",
            solution: "Contact technical support.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "The table says support, but it is a missing field like 2210 to 2212, which the caller adds.",
        }
    }
    APIG_1001 "APIG.1001" {
        401 "Refresh token is expired" {
            cause: "The refresh token has expired.",
            solution: "Obtain another refresh token.",
            verdict: Reauthenticate NotDelivered,
            actor: CallerCredentials,
            reason: "\"Obtain another refresh token\": cured by a new client_credentials login, not by another refresh. Once.",
        }
    }
    APIG_1002 "APIG.1002" {
        401 "Access token is expired" {
            cause: "The access token has expired.",
            solution: "Obtain another access token.",
            verdict: Reauthenticate NotDelivered,
            actor: CallerCredentials,
            reason: "\"Obtain another access token.\" Once.",
        }
    }
    APIG_1003 "APIG.1003" {
        401 "App not match refresh token" {
            cause: "The app does not match the refresh token.",
            solution: "Check whether the client_id is correct.",
            verdict: Never NotDelivered,
            actor: CallerCredentials,
            reason: "Refresh token belongs to another client_id; a configuration slip of the caller.",
        }
    }
    APIG_1004 "APIG.1004" {
        401 "App not exist" {
            cause: "The app does not exist.",
            solution: "Check whether the access token is correct.",
            verdict: Never NotDelivered,
            actor: CallerCredentials,
            reason: "The app behind the token is gone; a fresh token for a deleted app cannot be had.",
        }
    }
    APIG_1009 "APIG.1009" {
        400 "AppKey or AppSecret is invalid" {
            cause: "The AppKey or AppSecret is invalid.",
            solution: "Check whether the AppKey or AppSecret in the request is correct.",
            verdict: Never NotDelivered,
            actor: CallerCredentials,
            reason: "AppKey or AppSecret is wrong; a static pair cannot be refreshed.",
        }
    }
}
