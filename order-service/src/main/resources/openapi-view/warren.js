// The page is /openapi/view, so this is /openapi beside it.
SwaggerUIBundle({ url: "../openapi", dom_id: "#operations", deepLinking: true, validatorUrl: null });
