//! The table of `APIGW`, one entry a row: as published on the page *Error Codes* of the API Request Signing
//! Guide, updated on 2025-10-20. Cause and solution are in the words of the table of `APIG`, or this project's.

table! { APIGW Apigw
    APIGW_0101 "APIGW.0101" {
        404 "The API does not exist or has not been published in the environment." { as: APIG_0101 }
        404 "The API does not exist." { as: APIG_0101 }
    }
    APIGW_0103 "APIGW.0103" {
        404 "The backend does not exist." {
            cause: "The gateway finds no backend service for the API.",
            solution: "Contact technical support.",
            verdict: Never NotDelivered,
            actor: GatewayOperator,
            reason: "As APIG.0103, which this page documents with 404: no backend, so nothing was forwarded, and stored state does not heal by itself.",
        }
    }
    APIGW_0104 "APIGW.0104" {
        400 "The plug-ins do not exist." {
            cause: "The gateway finds no configuration of the plug-ins.",
            solution: "Contact technical support.",
            verdict: Never NotDelivered,
            actor: GatewayOperator,
            reason: "As APIG.0104, which this page documents with 400: a plug-in configuration is missing, and stored state does not heal by itself.",
        }
    }
    APIGW_0105 "APIGW.0105" {
        400 "The backend configurations do not exist." {
            cause: "The gateway finds no configuration of the backend.",
            solution: "Contact technical support.",
            verdict: Never NotDelivered,
            actor: GatewayOperator,
            reason: "As APIG.0105, which this page documents with 400: a backend configuration is missing, and stored state does not heal by itself.",
        }
    }
    APIGW_0106 "APIGW.0106" {
        400 "Orchestration error." { as: APIG_0106 }
    }
    APIGW_0201 "APIGW.0201" {
        400 "API request error." { as: APIG_0201 }
        413 "Request entity too large." { as: APIG_0201 }
        414 "Request URI too large." { as: APIG_0201 }
        494 "Request headers too large." { as: APIG_0201 }
        502 "Backend unavailable." { as: APIG_0201 }
        504 "Backend timeout." { as: APIG_0201 }
    }
    APIGW_0301 "APIGW.0301" {
        401 "Incorrect IAM authentication information." { as: APIG_0301 }
    }
    APIGW_0302 "APIGW.0302" {
        403 "The IAM user is not authorized to access the API." { as: APIG_0302 }
    }
    APIGW_0303 "APIGW.0303" {
        401 "Incorrect app authentication information." { as: APIG_0303 }
    }
    APIGW_0304 "APIGW.0304" {
        403 "The app is not authorized to access the API." { as: APIG_0304 }
    }
    APIGW_0305 "APIGW.0305" {
        401 "Incorrect authentication information." { as: APIG_0305 }
    }
    APIGW_0306 "APIGW.0306" {
        403 "API access denied." { as: APIG_0306 }
    }
    APIGW_0307 "APIGW.0307" {
        401 "The token must be updated." { as: APIG_0307 }
    }
    APIGW_0308 "APIGW.0308" {
        429 "The throttling threshold has been reached." { as: APIG_0308 }
    }
    APIGW_0310 "APIGW.0310" {
        403 "The project is unavailable." { as: APIG_0310 }
    }
    APIGW_0311 "APIGW.0311" {
        401 "Incorrect debugging authentication information." { as: APIG_0311 }
    }
    APIGW_0401 "APIGW.0401" {
        403 "Unknown client IP address." { as: APIG_0401 }
    }
    APIGW_0402 "APIGW.0402" {
        403 "The IP address is not authorized to access the API." { as: APIG_0402 }
    }
    APIGW_0404 "APIGW.0404" {
        403 "Access to the backend IP address has been denied." { as: APIG_0404 }
    }
    APIGW_0501 "APIGW.0501" {
        405 "The app quota has been used up." { as: APIG_0501 }
    }
    APIGW_0502 "APIGW.0502" {
        405 "The app has been frozen." { as: APIG_0502 }
    }
    APIGW_0601 "APIGW.0601" {
        500 "Internal server error." { as: APIG_0601 }
    }
    APIGW_0602 "APIGW.0602" {
        400 "Bad request." { as: APIG_0602 }
    }
    APIGW_0605 "APIGW.0605" {
        500 "Domain name resolution failed." { as: APIG_0605 }
    }
    APIGW_0606 "APIGW.0606" {
        500 "Failed to load the API configurations." { as: APIG_0606 }
    }
    APIGW_0607 "APIGW.0607" {
        400 "The following protocol is supported: {xxx}" { as: APIG_0607 }
    }
    APIGW_0608 "APIGW.0608" {
        500 "Failed to obtain the admin token." { as: APIG_0608 }
    }
    APIGW_0609 "APIGW.0609" {
        500 "The VPC backend does not exist." { as: APIG_0609 }
    }
    APIGW_0610 "APIGW.0610" {
        502 "No backend available." { as: APIG_0610 }
    }
    APIGW_0611 "APIGW.0611" {
        500 "The backend port does not exist." { as: APIG_0611 }
    }
    APIGW_0612 "APIGW.0612" {
        500 "An API cannot call itself." { as: APIG_0612 }
    }
    APIGW_0613 "APIGW.0613" {
        503 "The IAM service is currently unavailable." { as: APIG_0613 }
    }
    APIGW_0705 "APIGW.0705" {
        500 "Backend signature calculation failed." { as: APIG_0705 }
    }
    APIGW_0801 "APIGW.0801" {
        403 "The service is unavailable in the currently selected region." {
            cause: "The service cannot be called in this region.",
            solution: "Check whether the service can be called across regions, and call it in a region that offers it.",
            verdict: Never NotDelivered,
            actor: CallerRequest,
            reason: "The service is not offered across regions: the same request to the same region is refused again; the caller chooses the region.",
        }
    }
    APIGW_0802 "APIGW.0802" {
        403 "The IAM user is forbidden in the currently selected region." { as: APIG_0802 }
    }
}
