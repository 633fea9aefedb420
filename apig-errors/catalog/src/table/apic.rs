//! The table of `APIC`, one entry a row: as published on the page *Appendix: API Error Codes* of the user guide
//! of ROMA Connect, updated on 2022-12-05, of which not every row was read. Cause and solution are in the words
//! of the table of `APIG`.

table! { APIC Apic
    APIC_0101 "APIC.0101" {
        404 "The API does not exist or has not been published in the environment." { as: APIG_0101 }
    }
    APIC_0103 "APIC.0103" {
        500 "The backend does not exist." { as: APIG_0103 }
    }
    APIC_0104 "APIC.0104" {
        500 "The plug-ins do not exist." { as: APIG_0104 }
    }
    APIC_0105 "APIC.0105" {
        500 "The backend configurations do not exist." { as: APIG_0105 }
    }
    APIC_0106 "APIC.0106" {
        400 "Orchestration error." { as: APIG_0106 }
    }
    APIC_0201 "APIC.0201" {
        400 "Bad request." { as: APIG_0201 }
        413 "Request entity too large." { as: APIG_0201 }
        414 "Request URI too large." { as: APIG_0201 }
        494 "Request headers too large." { as: APIG_0201 }
    }
    APIC_0202 "APIC.0202" {
        502 "Backend unavailable." { as: APIG_0202 }
    }
    APIC_0203 "APIC.0203" {
        504 "Backend timeout." { as: APIG_0203 }
    }
    APIC_0301 "APIC.0301" {
        401 "Incorrect IAM authentication information." { as: APIG_0301 }
    }
    APIC_0302 "APIC.0302" {
        403 "The IAM user is not authorized to access the API." { as: APIG_0302 }
    }
    APIC_0303 "APIC.0303" {
        401 "Incorrect App authentication information." { as: APIG_0303 }
    }
    APIC_0304 "APIC.0304" {
        403 "The app is not authorized to access the API." { as: APIG_0304 }
    }
    APIC_0305 "APIC.0305" {
        401 "Incorrect authentication information." { as: APIG_0305 }
    }
    APIC_0306 "APIC.0306" {
        403 "API access denied." { as: APIG_0306 }
    }
    APIC_0307 "APIC.0307" {
        401 "The token must be updated." { as: APIG_0307 }
    }
    APIC_0308 "APIC.0308" {
        429 "The throttling threshold has been reached." { as: APIG_0308 }
    }
    APIC_0401 "APIC.0401" {
        403 "Unknown client IP address." { as: APIG_0401 }
    }
    APIC_0402 "APIC.0402" {
        403 "The IP address is not authorized to access the API." { as: APIG_0402 }
    }
    APIC_0405 "APIC.0405" {
        403 "The app is not accessed from a trusted IP address." { as: APIG_0405 }
    }
    APIC_0601 "APIC.0601" {
        500 "Internal server error." { as: APIG_0601 }
    }
    APIC_0602 "APIC.0602" {
        400 "Bad request." { as: APIG_0602 }
    }
    APIC_0605 "APIC.0605" {
        500 "Backend domain name resolution failed." { as: APIG_0605 }
    }
    APIC_0606 "APIC.0606" {
        500 "Failed to load the API configurations." { as: APIG_0606 }
    }
    APIC_0607 "APIC.0607" {
        400 "The following protocol is supported: {xxx}" { as: APIG_0607 }
    }
    APIC_0608 "APIC.0608" {
        500 "Failed to obtain the admin token." { as: APIG_0608 }
    }
    APIC_0611 "APIC.0611" {
        500 "The backend port does not exist." { as: APIG_0611 }
    }
    APIC_0612 "APIC.0612" {
        500 "An API cannot call itself." { as: APIG_0612 }
    }
    APIC_0705 "APIC.0705" {
        500 "Backend signature calculation failed." { as: APIG_0705 }
    }
}
