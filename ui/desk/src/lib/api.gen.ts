// Made from desk/openapi.json by `npm run gen`; changes here are lost.

export interface paths {
  '/actions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All actions by name. */
    get: {
      parameters: {
        query?: {
          /** @description A brand's id; all brands when left out. */
          brand?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_ActionJson'];
          };
        };
      };
    };
    put?: never;
    /** Adds an action; it is offered at once where it is enabled. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewAction'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ActionJson'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/actions/openapi': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Reads a description of a system and lists its operations. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['DescriptionJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DescribedJson'];
          };
        };
        413: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/actions/openapi/draft': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Makes a draft of an action out of an operation; it is not kept. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ToDraftJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DraftedJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        413: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/actions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Removes an action; what was done by it stays on record. */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Changes an action. Tasks that are under way go on with what it is then. */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ActionChangeJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ActionJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
  '/actions/{id}/runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The attempts of an action, newest first, with the counts of all of them. */
    get: {
      parameters: {
        query?: {
          /** @description How many entries, 1 to 100; 50 when left out. */
          limit?: number;
          /** @description `next_cursor` of the page before. */
          cursor?: string;
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ActionRunsJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/actions/{id}/try': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Shows the request an action would send. Nothing is sent, and the secret is not shown. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['TryJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TriedActionJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/agents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All agents by name. */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_AgentJson'];
          };
        };
      };
    };
    put?: never;
    /** Adds an agent. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewAgentJson'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AgentJson'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/agents/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes an agent; whoever is no longer active is signed out at once. */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['AgentChangeJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AgentJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
  '/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All keys, newest first. */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_KeyJson'];
          };
        };
      };
    };
    put?: never;
    /** Makes a key. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewKey'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MadeKey'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api-keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Removes a key. */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/articles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Articles of a brand, drafts included, newest change first. */
    get: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
          /** @description Only with a text in this language. What is said of texts must be true of the same one. */
          locale?: string;
          /** @description Only with a text that is `draft`, `in_review`, `published` or `archived`. */
          state?: string;
          kind?: string;
          visibility?: string;
          /** @description A topic's id. */
          category?: string;
          /** @description Only with a title that contains this. */
          q?: string;
          /** @description Only what somebody should have checked by now and nobody has. */
          review_due?: boolean;
          /** @description How many entries, 1 to 100; 50 when left out. */
          limit?: number;
          /** @description `next_cursor` of the page before. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_LineJson'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /** Makes an article with its first text, as a draft. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewArticleJson'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ArticleJson'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/articles/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** An article with all its languages. */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ArticleJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Deletes an article that is nowhere live, with all its versions. */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/articles/{id}/facts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Replaces what holds for all languages; what is live takes it over at once. */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['FactsJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ArticleJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/articles/{id}/learned/{question}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Takes a learned wording back, or brings it back. Counts at once. */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          question: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['LearnedChange'];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
  '/articles/{id}/translations/{locale}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Saves a text as the newest of its language. What is live stays. */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          locale: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['TextJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ArticleJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/articles/{id}/translations/{locale}/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says that what is live in a language is still right; its page shows the day at once. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          locale: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['CheckJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ArticleJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/articles/{id}/translations/{locale}/learned': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Wordings learned for an article in a language, newest first. */
    get: {
      parameters: {
        query?: {
          /** @description How many entries, 1 to 100; 50 when left out. */
          limit?: number;
          /** @description `next_cursor` of the page before. */
          cursor?: string;
        };
        header?: never;
        path: {
          id: string;
          locale: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_LearnedJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/articles/{id}/translations/{locale}/rehearsal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Asks the golden questions and the newest questions of customers as if the saved text were live, and
     *     tells which answers would change and what contradicts other articles. Publishes nothing; takes seconds.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          locale: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['RehearsalJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/articles/{id}/translations/{locale}/state': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Changes how far a text has come; `published` makes it live before this answers. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          locale: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['StateJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ArticleJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/articles/{id}/translations/{locale}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Saved texts of a language, newest first. */
    get: {
      parameters: {
        query?: {
          /** @description How many entries, 1 to 100; 50 when left out. */
          limit?: number;
          /** @description `next_cursor` of the page before. */
          cursor?: string;
        };
        header?: never;
        path: {
          id: string;
          locale: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_VersionLineJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/articles/{id}/translations/{locale}/versions/{number}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One saved text and what it changed. */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          locale: string;
          number: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['VersionJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/ask': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Answers a question. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['Ask'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AskedJson'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/brands': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All brands; the first answers where none is named. */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_BrandJson'];
          };
        };
      };
    };
    put?: never;
    /** Makes a brand; its help centre is there at once. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewBrand'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BrandJson'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/brands/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes a brand; its pages show it at once. */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['BrandChangeJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['BrandJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
  '/brands/{id}/surfaces': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How far Lotse goes on each surface of a brand, and how it did there. Answers that it would have
     *     given while it may only suggest are judged by what customers chose and what helped them.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_SurfaceReportJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/brands/{id}/wording': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The sentences of Lotse in the chat of a brand in one language, all at once. */
    get: {
      parameters: {
        query: {
          /** @description One of the brand's languages. */
          locale: string;
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_WordedJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Changes sentences of Lotse in the chat of a brand: all of those sent, or none. What is said from
     *     now on is said so.
     */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['WordingChange'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_WordedJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
  '/categories': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All topics of a brand by position. */
    get: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_CategoryJson'];
          };
        };
      };
    };
    put?: never;
    /** Makes a topic. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewCategory'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CategoryJson'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/categories/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Removes an empty topic. */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Changes a topic. */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['CategoryChange'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CategoryJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
  '/colleagues': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Everybody who can be given a conversation, by name. */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_HolderJson'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Conversations of a brand, newest change first. */
    get: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
          /** @description `open`, `waiting` or `resolved`; `open` when neither this nor `view` is given. */
          status?: string;
          /**
           * @description `mine`, `mentions` of the agent who asks, `queue`, `bot`, `snoozed`, `resolved`, or `all`
           *     that are not resolved.
           */
          view?: string;
          /** @description How many entries, 1 to 100; 50 when left out. */
          limit?: number;
          /** @description `next_cursor` of the page before. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_ConversationJson'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/counts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How many conversations of a brand stand in each view. */
    get: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CountsJson'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/found': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Conversations of a brand by number, name or words, newest change first. */
    get: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
          /**
           * @description A reference number, or words: of the contact's name, of the first message, of what it is
           *     about. Each may be the beginning of one.
           */
          q: string;
          /** @description How many entries, 1 to 100; 50 when left out. */
          limit?: number;
          /** @description `next_cursor` of the page before. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_ConversationJson'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/next': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Takes the next conversation that waits, chats and those in the agent's language first; null when
     *     nobody waits. Of several agents each gets another one.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NextJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ConversationJson'] | null;
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One conversation. */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OpenedJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes where a conversation stands, or puts it out of the way for a while. */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['StatusJson'];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
  '/conversations/{id}/assign': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Gives a conversation to an agent; refused when another one got it meanwhile. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['AssignJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ConversationJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/{id}/blocks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Text blocks that fit, best first, at most eight. */
    get: {
      parameters: {
        query?: {
          /** @description The beginning of a title, or words; empty for what the contact last wrote. */
          q?: string;
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_BlockJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/{id}/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Looks whether an answer asks for what is known already; nothing is sent or kept. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['AnswerToCheck'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CheckedJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/{id}/drafts/{kind}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Keeps what an agent has not sent yet; 409 `changed_meanwhile` when another device was quicker. */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description `reply` or `note` */
          kind: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['DraftToKeep'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['KeptDraft'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/{id}/files': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Answers a contact in the chat with up to five files of at most 10 MB, each in a field `file`;
     *     `key` and `text`, which may be left out, as without files.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'multipart/form-data': string;
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MessageJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        413: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/{id}/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Answers a contact in the chat; whoever answers a conversation nobody has, takes it. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['AnswerText'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MessageJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/{id}/notes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Adds a note for the team. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NoteJson'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MessageJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/{id}/presence': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Tells colleagues what an agent does in a conversation, and says who else has it open; never
     *     stored. Say so again within 45 seconds, while writing within eight.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['PresenceJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OthersJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/{id}/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Gives a conversation back. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ReleaseJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ConversationJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/{id}/seen': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Notes up to which message an agent has seen a conversation. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['SeenJson'];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/{id}/suggestion': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What Lotse would answer to what the contact last wrote; null when it does not know. */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WouldAnswer'] | null;
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/{id}/take': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Takes a conversation; of several agents exactly one gets it. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ConversationJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/conversations/{id}/typing': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Tells the contact that an agent types; never stored. Say so again within eight seconds. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['TypingJson'];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All articles of a brand as a zip of Markdown files with the files they show. */
    get: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/zip': unknown;
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/feedback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says whether an article helped. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['FeedbackJson'];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/files/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A file that came with a message: PNG, JPEG, GIF and WebP pictures, told by their content, are
     *     shown; all others are downloads of the type `application/octet-stream`.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/octet-stream': unknown;
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/gaps': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Questions without an answer, most frequent first. */
    get: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
          /** @description Only this language. */
          locale?: string;
          /** @description How many entries, 1 to 100; 50 when left out. */
          limit?: number;
          /** @description `next_cursor` of the page before. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_GapJson'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/gaps/dismiss': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Hides a question from the list, or shows it again. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['Dismissal'];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/golden-questions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Golden questions of a brand by language and words. */
    get: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
          /** @description Only this language. */
          locale?: string;
          /** @description Only those that this article must answer. */
          article?: string;
          /** @description How many entries, 1 to 100; 50 when left out. */
          limit?: number;
          /** @description `next_cursor` of the page before. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_GoldenJson'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /**
     * Keeps a golden question; one in the same words takes over what this one says. At most 500 in
     *     each language of a brand.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewGolden'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['GoldenJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/golden-questions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Forgets a golden question. */
    delete: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/identity-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The keys of a brand, newest first; at most ten. */
    get: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_IdentityKeyJson'];
          };
        };
      };
    };
    put?: never;
    /** Makes a key. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewIdentityKey'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MadeIdentityKey'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/identity-keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes a key. */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['IdentityKeyChangeJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['IdentityKeyJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
  '/imports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Begins an import of a file (field `file`) or a web site, with `options` as JSON. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'multipart/form-data': components['schemas']['Options'];
        };
      };
      responses: {
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Begun'];
          };
        };
        413: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/imports/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Shows the beginning of a table, to choose its columns. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'multipart/form-data': string;
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TableJson'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/imports/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How far an import is, and what it did. */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['RunJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Tells of every change in the inbox over a WebSocket, as JSON with a `type`: `hello` first,
     *     then `conversation` with what changed, `typing`, `presence` of agents, and `reset` when some was
     *     missed.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        101: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        403: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/locations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All shops of a brand in their order. */
    get: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_LocationJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    /** Adds a shop; its page shows it at once. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewLocation'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['LocationJson'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/locations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Removes a shop. */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Changes or moves a shop; its page shows it at once. */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['LocationChangeJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['LocationJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
  '/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The agent who is signed in. */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Me'];
          };
        };
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Changes one's own name and language. */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['MeChange'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Me'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
  '/me/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Changes one's own password and ends all other sessions. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['PasswordChange'];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/me/totp': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Begins the set-up of an authenticator. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['TotpJson'];
          };
        };
      };
    };
    /** Removes the authenticator, with a code of it. */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['Code'];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/me/totp/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Confirms the authenticator with its first code. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['Code'];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/media': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Keeps a picture for articles; the field is called `file`. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'multipart/form-data': string;
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['MediaJson'];
          };
        };
        413: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/notices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All notices of a brand, shown or not. */
    get: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_NoticeJson'];
          };
        };
      };
    };
    put?: never;
    /** Adds a notice. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewNotice'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['NoticeJson'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/notices/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Replaces a notice. */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewNotice'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['NoticeJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    post?: never;
    /** Removes a notice. */
    delete: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/overview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The numbers of a brand. */
    get: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OverviewJson'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Shows a text as each surface will. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['PreviewOrder'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PreviewJson'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sends a request to a person. When this answers, it is stored. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['RequestJson'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ReceivedJson'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/service-hours': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** When the service team of a brand is there. */
    get: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ServiceHoursJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    /** Says when the service team of a brand is there, or that nobody knows. */
    put: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewServiceHours'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ServiceHoursJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Signs an agent in and sets the session's cookie. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['SignIn'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Me'];
          };
        };
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        429: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    /** Ends the session. */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        401: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/solved': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Says that an article solved a question; only the first time counts. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['SolvedJson'];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/suggest': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Suggests articles while somebody types; at most eight. */
    get: {
      parameters: {
        query: {
          /** @description What is typed so far. */
          q: string;
          /** @description The brand's short name. */
          brand?: string;
          /** @description The language of the page. */
          locale?: string;
          /** @description The address of the page. */
          page?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SuggestedJson'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/synonyms': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Lay words of a brand by word. */
    get: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
          /** @description Only this language. */
          locale?: string;
          /** @description How many entries, 1 to 100; 50 when left out. */
          limit?: number;
          /** @description `next_cursor` of the page before. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_WordJson'];
          };
        };
      };
    };
    put?: never;
    /** Adds a lay word; the same word in the same language is replaced. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewWord'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WordJson'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/synonyms/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Replaces a lay word. */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewWord'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WordJson'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    post?: never;
    /** Forgets a lay word. */
    delete: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/systems': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All systems by name. */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_SystemJson'];
          };
        };
      };
    };
    put?: never;
    /** Adds a system. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['NewSystem'];
        };
      };
      responses: {
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SystemJson'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/systems/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Removes a system that no action calls, and its secret. */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Changes a system. */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['SystemChangeJson'];
        };
      };
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['SystemJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        409: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    trace?: never;
  };
  '/systems/{id}/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Calls the base address of a system to see whether it answers. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ReachedJson'];
          };
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/word-proposals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Proposals for lay words, from how people ask again and from a thesaurus that was read: the most
     *     frequent first, at most 500 of each.
     */
    get: {
      parameters: {
        query: {
          /** @description The brand's id. */
          brand: string;
          /** @description Only this language. */
          locale?: string;
          /** @description `open` ones, those that were `ticked`, or those that were `rejected`; `open` when left out. */
          verdict?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['List_WordProposalJson'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/word-proposals/decide': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ticks or rejects a proposal, or takes that back. Safe to call twice. */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['WordVerdict'];
        };
      };
      responses: {
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        404: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
        422: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Problem'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @description What to change of an action; what is left out stays. */
    ActionChangeJson: {
      document?: Record<string, never> | null;
      is_enabled?: boolean | null;
      name?: string | null;
      /**
       * Format: int64
       * @description The version its editor has seen.
       */
      version: number;
    };
    /** @description Something Lotse can do. */
    ActionJson: {
      brand_id: string;
      /** @description How it is done; `docs/actions.md` describes it. */
      document: Record<string, never>;
      id: string;
      is_enabled: boolean;
      /** @description Its name among programs, unique in the brand. */
      name: string;
      /**
       * Format: int64
       * @description Counts its changes.
       */
      version: number;
    };
    /** @description One attempt to do something. */
    ActionRunJson: {
      /** @description How the contact wrote. */
      channel: string;
      /** @description The system's word for its refusal; may be empty. */
      code: string;
      conversation_id: string;
      /** Format: date-time */
      ended_at?: string | null;
      id: string;
      /** @description `running`, `done`, `refused`, `unreachable`, `uncertain` or `undone`. */
      outcome: string;
      /** Format: date-time */
      started_at: string;
    };
    /** @description What was done by an action. */
    ActionRunsJson: {
      /** @description Of all attempts ever. */
      counts: components['schemas']['CountJson'][];
      /** @description The newest first. */
      items: components['schemas']['ActionRunJson'][];
      next_cursor?: string | null;
    };
    /** @description What to change of an agent; what is left out stays. */
    AgentChangeJson: {
      is_active?: boolean | null;
      /** @description All languages they write in; an empty list is all there are. */
      languages?: string[] | null;
      locale?: string | null;
      /**
       * Format: int64
       * @description How many chats they have open at once; 0 takes the bound away.
       */
      most_chats?: number | null;
      name?: string | null;
      /**
       * @description A new password for whoever cannot get in any more. It ends all of their sessions and switches
       *     the code of their authenticator off.
       */
      password?: string | null;
      role?: string | null;
      /** @description All skills. */
      skills?: string[] | null;
    };
    /** @description An agent. */
    AgentJson: {
      email: string;
      has_totp: boolean;
      id: string;
      is_active: boolean;
      /** @description The languages they write in; empty for all. */
      languages: string[];
      locale: string;
      /**
       * Format: int64
       * @description How many chats they have open at once; null for any number.
       */
      most_chats?: number | null;
      name: string;
      role: string;
      /** @description What they know about, as topics name it. */
      skills: string[];
    };
    /** @description An article that may answer. */
    AlternativeJson: components['schemas']['AnswerJson'] & {
      /** Format: float */
      confidence: number;
    };
    /** @description A heading that can be linked to. */
    AnchorJson: {
      id: string;
      title: string;
    };
    /** @description An article that answers. */
    AnswerJson: {
      /** @description The heading to go to. */
      anchor?: string | null;
      article_id: string;
      /** @description The best passage, or the short answer, as plain text. */
      text: string;
      title: string;
      url: string;
    };
    /** @description What an agent answers. */
    AnswerText: {
      /**
       * @description The id of the article whose text this is, unchanged: Lotse learns that it answers what the
       *     contact last wrote.
       */
      article?: string | null;
      /** @description The sender's own id, 1 to 100 characters: sent twice with it, it is stored once. */
      key: string;
      /** @description Plain text, 1 to 4,000 characters. */
      text: string;
    };
    /** @description An answer that is being written. */
    AnswerToCheck: {
      text: string;
    };
    /** @description An article with all its languages. */
    ArticleJson: {
      /**
       * Format: int64
       * @description How often customers were given this article.
       */
      asked: number;
      brand_id: string;
      /** Format: date-time */
      created_at: string;
      facts: components['schemas']['FactsJson'];
      helpful: components['schemas']['HelpfulJson'];
      id: string;
      source?: components['schemas']['SourceJson'] | null;
      translations: components['schemas']['TranslationJson'][];
      /** Format: date-time */
      updated_at: string;
    };
    /** @description A question. */
    Ask: {
      /** @description The question that the same person asked just before, when its answer did not help. */
      after_question_id?: string | null;
      /** @description The brand's short name; when left out, the brand whose host is called, else the first. */
      brand?: string | null;
      /** @description Whether somebody is still writing; such questions are not kept. */
      draft?: boolean;
      /** @description The language of the page; the question may be in another. */
      locale?: string | null;
      /** @description The address of the page it is asked on. */
      page?: string | null;
      text: string;
    };
    /** @description What Lotse says to a question. */
    AskedJson: {
      /** @description Others that may answer, best first, at most five. */
      alternatives: components['schemas']['AlternativeJson'][];
      answer?: components['schemas']['AnswerJson'] | null;
      /**
       * Format: float
       * @description How sure Lotse is of its best article, in [0, 1].
       */
      confidence: number;
      /** @description The language the question was taken for. */
      locale: string;
      /** @description For `/solved`; null for a draft. */
      question_id?: string | null;
      /**
       * Format: double
       * @description How long finding took.
       */
      took_ms: number;
    };
    /** @description To whom a conversation is given. */
    AssignJson: {
      /** @description The id of the agent who has it, as it was seen; null or left out when none had. */
      from?: string | null;
      /** @description The agent's id. */
      to: string;
    };
    /** @description What Lotse began to do and could not finish. */
    AttemptJson: {
      /** @description Why not; empty when the contact broke off. */
      outcome: string;
      title: string;
      values: components['schemas']['EnteredJson'][];
    };
    /** @description Who saved a text. */
    AuthorJson: {
      id: string;
      name: string;
    };
    /** @description A begun import. */
    Begun: {
      id: string;
    };
    /** @description A text that can be put into an answer. */
    BlockJson: {
      /** @description The id of the article it is from. */
      article: string;
      /** @description Whether it was written for the team alone. */
      is_internal: boolean;
      /**
       * @description In the conversation's language, with blanks such as `{{contact.name}}` filled in; those that
       *     are not known are still in it.
       */
      text: string;
      title: string;
    };
    /** @description What to change of a brand; what is left out stays. */
    BrandChangeJson: {
      /** @description An empty text takes it away. */
      accent?: string | null;
      /** @description All further places whose pages may offer the chat; an empty list takes them away. */
      chat_origins?: string[] | null;
      /**
       * Format: int64
       * @description 1 to 1,440.
       */
      chat_promise_minutes?: number | null;
      default_locale?: string | null;
      /** @description Whether a text that would break a golden question is refused when somebody publishes it. */
      golden_gate?: boolean | null;
      /** @description All hosts of its own; an empty list takes them away. */
      hosts?: string[] | null;
      /** @description Texts in a language that is taken away stay, but nobody sees them. */
      locales?: string[] | null;
      name?: string | null;
      /** @description How far Lotse goes where customers ask; surfaces that are left out stay as they are. */
      policies?: components['schemas']['PolicyChangeJson'][];
      /** @description The short name before goes on leading to the brand. */
      slug?: string | null;
    };
    /** @description A brand. */
    BrandJson: {
      /** @description `#rrggbb`; null for the colour of Lotse. */
      accent?: string | null;
      /**
       * @description Further places whose pages may offer the chat, as `https://shop.example`; those of its own
       *     hosts always may.
       */
      chat_origins: string[];
      /**
       * Format: int64
       * @description Within so many minutes somebody comes whom the topic needs; then anybody may, and whoever still
       *     waits is told so.
       */
      chat_promise_minutes: number;
      default_locale: string;
      /** @description Whether a text that would break a golden question is refused when somebody publishes it. */
      golden_gate: boolean;
      /** @description Hosts of its own, where it stands at the root; customers are sent to the first. */
      hosts: string[];
      id: string;
      /** @description In the order they are shown. */
      locales: string[];
      /** @description As customers know it. */
      name: string;
      /** @description How far Lotse goes on its own where customers ask. */
      policies: components['schemas']['PolicyJson'][];
      /** @description Its short name in addresses and commands. */
      slug: string;
      /** @description Where its help centre is. */
      url: string;
    };
    /** @description When and where a contact wants to be called. */
    CallbackJson: {
      /** Format: date-time */
      from: string;
      /** @description With its country code; claimed. */
      phone: string;
      /** @description Where the clock hangs by which it was chosen, an IANA name. */
      time_zone: string;
      /** Format: date-time */
      until: string;
    };
    /** @description What is known when a conversation is handed over. */
    CardJson: {
      asked: string[];
      attempt?: components['schemas']['AttemptJson'] | null;
      callback?: components['schemas']['CallbackJson'] | null;
      email?: string | null;
      /** @description `neutral` or `upset`. */
      mood: string;
      name: string;
      page?: string | null;
      /** @description `device`, `claimed`, `possession`, `signed_in` or `stepped_up`. */
      proof: string;
      read: string[];
      /**
       * @description `asked`, `rage`, `two_misses`, `rejected`, `topic_for_people`, `action_refused`,
       *     `action_unreachable` or `action_uncertain`.
       */
      reason: string;
      searched: string[];
      tried: components['schemas']['TriedJson'][];
      wish: string;
    };
    /** @description What to change of a topic; what is left out stays. */
    CategoryChange: {
      icon?: string | null;
      is_for_people?: boolean | null;
      names?: components['schemas']['NameJson'][] | null;
      /** @description An empty text moves it to the top. */
      parent_id?: string | null;
      /** Format: int32 */
      position?: number | null;
      /** @description An empty text takes it away. */
      skill?: string | null;
      slug?: string | null;
    };
    /** @description A topic. */
    CategoryJson: {
      icon: string;
      id: string;
      /** @description Whether a person answers what is asked about it in the chat, never Lotse; topics below it too. */
      is_for_people: boolean;
      names: components['schemas']['NameJson'][];
      parent_id?: string | null;
      /** Format: int32 */
      position: number;
      /**
       * @description What the agent who answers should know about; topics below it need it too unless they name
       *     another.
       */
      skill?: string | null;
      slug: string;
    };
    /** @description One text an import makes or changes. */
    ChangeJson: {
      /** @description `create` or `update`. */
      action: string;
      locale: string;
      title: string;
    };
    /** @description What was checked. */
    CheckJson: {
      /**
       * Format: int64
       * @description The live version the author looked at; whichever is live when left out.
       */
      version?: number | null;
    };
    /** @description What was found in an answer. */
    CheckedJson: {
      known: components['schemas']['KnownJson'][];
    };
    /** @description An authenticator's code. */
    Code: {
      code: string;
    };
    /** @description Who asks. */
    ContactJson: {
      /** @description Claimed, unless `is_email_proven`. */
      email?: string | null;
      is_email_proven: boolean;
      name: string;
      /**
       * @description How well the contact has proven who they are: `device`, `claimed`, `possession`,
       *     `signed_in` or `stepped_up`.
       */
      proof: string;
    };
    /** @description The words of an article in one language. */
    ContentJson: {
      /**
       * @description Markdown.
       * @default
       */
      body: string;
      /**
       * @description How people ask it.
       * @default []
       */
      phrasings: string[];
      /**
       * @description The answer in one or two sentences without mark-up.
       * @default
       */
      short: string;
      /**
       * @description The question or matter in a few words.
       * @default
       */
      title: string;
      /**
       * @description Lay words that mean this article.
       * @default []
       */
      words: string[];
    };
    /** @description Two articles that state different things to the same question. */
    ContradictionJson: {
      /** @description What the text to publish states. */
      here: components['schemas']['StatedJson'];
      /** @description What is stated: `money`, `time`, `date` or `share`. */
      measure: string;
      /** @description The other article, which is live. */
      other: components['schemas']['NamedJson'];
      /** @description A question that finds both. */
      question: string;
      /** @description What the other article states. */
      there: components['schemas']['StatedJson'];
    };
    /** @description A conversation in a list. */
    ConversationJson: {
      agent?: components['schemas']['HolderJson'] | null;
      brand: string;
      /** @description `form` or `chat`. */
      channel: string;
      contact: components['schemas']['ContactJson'];
      handed_over?: components['schemas']['HandedOverJson'] | null;
      has_files: boolean;
      /** @description `machine`, `queue` or `agent`. */
      holder: string;
      id: string;
      /**
       * Format: int64
       * @description The number of its newest message.
       */
      last_seq: number;
      locale: string;
      /** Format: date-time */
      opened_at: string;
      /** @description The beginning of the newest message of a person; empty when nobody has written. */
      preview: string;
      /**
       * Format: int64
       * @description The number people say on the phone.
       */
      reference: number;
      /**
       * Format: date-time
       * @description Until then it is kept for agents who have the skill and write its language.
       */
      reserved_until?: string | null;
      /**
       * Format: int64
       * @description Up to which message the contact has seen it.
       */
      seen_by_contact: number;
      /** @description What the agent who takes it should know about. */
      skill?: string | null;
      /**
       * Format: date-time
       * @description Out of the way until then.
       */
      snoozed_until?: string | null;
      status: string;
      /**
       * Format: int64
       * @description Messages since an agent last looked.
       */
      unread: number;
      /** Format: date-time */
      updated_at: string;
    };
    /** @description How often what came of it. */
    CountJson: {
      channel: string;
      /** Format: int64 */
      count: number;
      outcome: string;
    };
    /** @description How many conversations stand in each view. */
    CountsJson: {
      /**
       * Format: int64
       * @description Those that are not resolved.
       */
      all: number;
      /** Format: int64 */
      bot: number;
      /**
       * @description Those of `queue` the agent is called to, at most 100: they have the skill and the language, or
       *     it is kept for nobody any more, and they have fewer chats than they want; 0 for a key.
       */
      calling: number;
      /**
       * Format: int64
       * @description Those in which a note names the agent, who has not looked since.
       */
      mentions: number;
      /**
       * Format: int64
       * @description Those of the agent who asks; 0 for a key.
       */
      mine: number;
      /** Format: int64 */
      queue: number;
      /** Format: int64 */
      resolved: number;
      /** Format: int64 */
      snoozed: number;
      /** @description Those of `mine` with messages not seen yet, at most 100. */
      unread: number;
    };
    /** @description What a description says. */
    DescribedJson: {
      /** @description Whether there are more. */
      is_cut: boolean;
      /** @description By path, at most 1,000. */
      operations: components['schemas']['OperationJson'][];
      /** @description The addresses it can be called at. */
      servers: string[];
      /** @description What the system calls itself; may be empty. */
      title: string;
    };
    /** @description A description of a system. */
    DescriptionJson: {
      /** @description OpenAPI 3.0 or 3.1, JSON or YAML, at most 2 MB. */
      text?: string | null;
      /** @description Where it is, when no text is sent. */
      url?: string | null;
    };
    /** @description One line of a difference. */
    DiffLineJson: {
      /** @description `same`, `added` or `removed`. */
      op: string;
      text: string;
    };
    /** @description A question to hide, or to show again. */
    Dismissal: {
      brand_id: string;
      /** @description `false` shows it again; `true` when left out. */
      dismissed?: boolean | null;
      key: string;
      locale: string;
    };
    /** @description A text that was not sent yet. */
    DraftJson: {
      /** @description `reply` or `note`. */
      kind: string;
      /** @description Empty once it was sent. */
      text: string;
      /**
       * Format: int64
       * @description To be named when it is kept again.
       */
      version: number;
    };
    /** @description A draft to keep. */
    DraftToKeep: {
      /**
       * Format: int64
       * @description The version that was seen; 0 when there was none.
       */
      base_version: number;
      /** @description At most 10,000 characters. */
      text: string;
    };
    /** @description A draft of an action. */
    DraftedJson: {
      /** @description As actions are kept; what people read is to be completed. */
      document: Record<string, never>;
      left_out: components['schemas']['LeftOutJson'][];
      /** @description Its name among programs. */
      name: string;
      /** @description The address the description is about, where the system has another one. */
      other_base?: string | null;
    };
    /** @description A name and a value. */
    EnteredJson: {
      label: string;
      value: string;
    };
    /** @description Something that happened on a page, in the page's words. */
    EventJson: {
      /** Format: date-time */
      at: string;
      name: string;
      properties: components['schemas']['PropertyJson'][];
    };
    /** @description What holds for an article in all its languages. */
    FactsJson: {
      /** @description The topic it stands under. */
      category_id?: string | null;
      /** @description Error codes and display texts it explains. */
      codes?: string[];
      /** @description Whether a person answers what is asked about it in the chat, never Lotse. */
      is_for_people?: boolean;
      /** @description `answer`, `article`, `guide`, `manual` or `post`. */
      kind: string;
      /** @description Products it is about. */
      products?: string[];
      /**
       * Format: date
       * @description By when somebody should check it.
       */
      review_on?: string | null;
      /** @description The segment, when `visibility` is `segment`. */
      segment?: string | null;
      /**
       * Format: date-time
       * @description It holds from then on.
       */
      valid_from?: string | null;
      /**
       * Format: date-time
       * @description It holds until then, exclusive.
       */
      valid_until?: string | null;
      /** @description `public`, `signed_in`, `segment` or `internal`. */
      visibility: string;
    };
    /** @description Why an import failed; nothing of it was kept. */
    FailureJson: {
      /** @description Which error it is, in `snake_case`; empty when it is known in English only. */
      code: string;
      /** @description What, where and what to do, in English. */
      detail: string;
      /** @description What stands in it, by name. */
      values: {
        [key: string]: string;
      };
    };
    /** @description Whether an article helped. */
    FeedbackJson: {
      article_id: string;
      brand?: string | null;
      helpful: boolean;
      locale: string;
      /** @description Why not. */
      reason?: string | null;
      text?: string | null;
    };
    /** @description A field that is wrong. */
    Field: {
      /** @description What is wrong with it. */
      code: string;
      /** @description Its name. */
      name: string;
    };
    /** @description A file of a message. */
    FileJson: {
      id: string;
      /** @description Whether it is a picture that is shown; all other files are downloads. */
      is_picture: boolean;
      name: string;
      /** Format: int64 */
      size_bytes: number;
      url: string;
    };
    /** @description Questions nobody had an answer to, folded into one. */
    GapJson: {
      /** Format: int64 */
      count: number;
      /** @description Other wordings, at most five. */
      examples: string[];
      /** @description Identifies it in its brand and language. */
      key: string;
      /** Format: date-time */
      last_asked_at: string;
      locale: string;
      /** @description The newest wording. */
      text: string;
    };
    /** @description A question whose answer is settled. */
    GoldenJson: {
      /** @description The article that must answer it; null when nothing must. */
      article_id?: string | null;
      /** @description The title of the article's newest text in the question's language. */
      article_title?: string | null;
      id: string;
      locale: string;
      text: string;
    };
    /** @description A golden question, now and then. */
    GoldenTrialJson: {
      /** @description The same of what would be. */
      after: string;
      /**
       * @description `kept` when that is so now, `first` when the article is only suggested, but before all others,
       *     else `missed`.
       */
      before: string;
      /** @description Whether it would stand worse than now. */
      broken: boolean;
      found?: components['schemas']['NamedJson'] | null;
      id: string;
      /** @description Whether it passes now: it is not missed. */
      passes_now: boolean;
      /** @description Whether it would pass. */
      passes_then: boolean;
      text: string;
      wanted?: components['schemas']['NamedJson'] | null;
    };
    /** @description The heart of a card, for lists. */
    HandedOverJson: {
      mood: string;
      /**
       * @description `asked`, `rage`, `two_misses`, `rejected`, `topic_for_people`, `action_refused`,
       *     `action_unreachable` or `action_uncertain`.
       */
      reason: string;
    };
    /** @description How readers judged an article. */
    HelpfulJson: {
      /** Format: int64 */
      no: number;
      /** Format: int64 */
      yes: number;
    };
    /** @description An agent. */
    HolderJson: {
      id: string;
      name: string;
    };
    /** @description A day that differs. */
    HolidayJson: {
      closes?: string | null;
      /** Format: date */
      date: string;
      /** @description What the day is called, per language. */
      names?: {
        [key: string]: string;
      };
      /** @description Null, like `closes`, when it is closed all day. */
      opens?: string | null;
    };
    /** @description A week of opening hours and the days that differ, by the clock of the place. */
    HoursJson: {
      /** @description Days that differ, each once. */
      holidays?: components['schemas']['HolidayJson'][];
      /** @description Such as `Europe/Berlin`. */
      time_zone: string;
      /** @description The usual week; a day may have several spans, a missing day is closed. */
      week: components['schemas']['SpanJson'][];
    };
    /** @description What to change of a key; what is left out stays. */
    IdentityKeyChangeJson: {
      /** @description From the next call on, tokens of a key that is not active are refused. */
      is_active?: boolean | null;
      name?: string | null;
    };
    /** @description A key a shop signs with. */
    IdentityKeyJson: {
      /** @description `HS256` or `EdDSA`. */
      algorithm: string;
      brand: string;
      /** Format: date-time */
      created_at: string;
      /** @description Tokens may name it as `kid`. */
      id: string;
      /** @description Whether tokens it signed are taken. */
      is_active: boolean;
      /** Format: date-time */
      last_used_at?: string | null;
      name: string;
      /** @description In PEM form; null for HS256. */
      public_key?: string | null;
    };
    /** @description A draft was kept. */
    KeptDraft: {
      /** Format: int64 */
      version: number;
    };
    /** @description A key. */
    KeyJson: {
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      expires_at?: string | null;
      id: string;
      /** Format: date-time */
      last_used_at?: string | null;
      name: string;
      scopes: string[];
    };
    /** @description Something the answer asks for although it is known. */
    KnownJson: {
      /** @description `name`, `email`, `order_number` or `matter`. */
      fact: string;
      /** @description As the contact said it. */
      value: string;
    };
    /** @description One language of an article in a list. */
    LanguageJson: {
      /**
       * Format: date-time
       * @description When somebody last said that what is live is right.
       */
      checked_at?: string | null;
      /** @description Whether the newest text is what customers read. */
      live: boolean;
      locale: string;
      /** @description Whether another language was changed since somebody last had this one before them. */
      outdated: boolean;
      state: string;
      title: string;
      /** Format: date-time */
      updated_at: string;
    };
    /** @description Whether a learned wording belongs to its article. */
    LearnedChange: {
      /** @description `false` takes it back, and it is not learned again; `true` brings it back. */
      is_right: boolean;
    };
    /** @description A wording that was learned. */
    LearnedJson: {
      /** Format: date-time */
      at: string;
      id: string;
      /** @description Who said that the article answers it: `solved` for whoever asked, or `editor`. */
      origin: string;
      /** @description The question as it was asked. */
      text: string;
    };
    /** @description A part of an operation that could not be taken over. */
    LeftOutJson: {
      /** @description Whether the operation cannot do without it. */
      is_required: boolean;
      name: string;
      /**
       * @description `place`, `optional`, `list`, `choice`, `open`, `circular`, `elsewhere`, `deep`, `sent_as_text`,
       *     `rule`, `media`, `many` or `security`.
       */
      why: string;
    };
    /** @description An article in a list. */
    LineJson: {
      category_id?: string | null;
      id: string;
      /** @description Whether the article itself, not only its topic, is left to people in the chat. */
      is_for_people: boolean;
      kind: string;
      /** @description All its languages, at least one. */
      languages: components['schemas']['LanguageJson'][];
      /** @description Whether somebody should have checked one of its texts by now and nobody has. */
      review_due: boolean;
      /** Format: date */
      review_on?: string | null;
      /**
       * Format: date-time
       * @description When its facts or one of its texts last changed.
       */
      updated_at: string;
      visibility: string;
    };
    /** @description A paper that came of it. */
    LinkJson: {
      label: string;
      url: string;
    };
    /** @description One page of a list. */
    List_ActionJson: {
      /** @description The entries. */
      items: {
        brand_id: string;
        /** @description How it is done; `docs/actions.md` describes it. */
        document: Record<string, never>;
        id: string;
        is_enabled: boolean;
        /** @description Its name among programs, unique in the brand. */
        name: string;
        /**
         * Format: int64
         * @description Counts its changes.
         */
        version: number;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_AgentJson: {
      /** @description The entries. */
      items: {
        email: string;
        has_totp: boolean;
        id: string;
        is_active: boolean;
        /** @description The languages they write in; empty for all. */
        languages: string[];
        locale: string;
        /**
         * Format: int64
         * @description How many chats they have open at once; null for any number.
         */
        most_chats?: number | null;
        name: string;
        role: string;
        /** @description What they know about, as topics name it. */
        skills: string[];
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_BlockJson: {
      /** @description The entries. */
      items: {
        /** @description The id of the article it is from. */
        article: string;
        /** @description Whether it was written for the team alone. */
        is_internal: boolean;
        /**
         * @description In the conversation's language, with blanks such as `{{contact.name}}` filled in; those that
         *     are not known are still in it.
         */
        text: string;
        title: string;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_BrandJson: {
      /** @description The entries. */
      items: {
        /** @description `#rrggbb`; null for the colour of Lotse. */
        accent?: string | null;
        /**
         * @description Further places whose pages may offer the chat, as `https://shop.example`; those of its own
         *     hosts always may.
         */
        chat_origins: string[];
        /**
         * Format: int64
         * @description Within so many minutes somebody comes whom the topic needs; then anybody may, and whoever still
         *     waits is told so.
         */
        chat_promise_minutes: number;
        default_locale: string;
        /** @description Whether a text that would break a golden question is refused when somebody publishes it. */
        golden_gate: boolean;
        /** @description Hosts of its own, where it stands at the root; customers are sent to the first. */
        hosts: string[];
        id: string;
        /** @description In the order they are shown. */
        locales: string[];
        /** @description As customers know it. */
        name: string;
        /** @description How far Lotse goes on its own where customers ask. */
        policies: components['schemas']['PolicyJson'][];
        /** @description Its short name in addresses and commands. */
        slug: string;
        /** @description Where its help centre is. */
        url: string;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_CategoryJson: {
      /** @description The entries. */
      items: {
        icon: string;
        id: string;
        /** @description Whether a person answers what is asked about it in the chat, never Lotse; topics below it too. */
        is_for_people: boolean;
        names: components['schemas']['NameJson'][];
        parent_id?: string | null;
        /** Format: int32 */
        position: number;
        /**
         * @description What the agent who answers should know about; topics below it need it too unless they name
         *     another.
         */
        skill?: string | null;
        slug: string;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_ConversationJson: {
      /** @description The entries. */
      items: {
        agent?: components['schemas']['HolderJson'] | null;
        brand: string;
        /** @description `form` or `chat`. */
        channel: string;
        contact: components['schemas']['ContactJson'];
        handed_over?: components['schemas']['HandedOverJson'] | null;
        has_files: boolean;
        /** @description `machine`, `queue` or `agent`. */
        holder: string;
        id: string;
        /**
         * Format: int64
         * @description The number of its newest message.
         */
        last_seq: number;
        locale: string;
        /** Format: date-time */
        opened_at: string;
        /** @description The beginning of the newest message of a person; empty when nobody has written. */
        preview: string;
        /**
         * Format: int64
         * @description The number people say on the phone.
         */
        reference: number;
        /**
         * Format: date-time
         * @description Until then it is kept for agents who have the skill and write its language.
         */
        reserved_until?: string | null;
        /**
         * Format: int64
         * @description Up to which message the contact has seen it.
         */
        seen_by_contact: number;
        /** @description What the agent who takes it should know about. */
        skill?: string | null;
        /**
         * Format: date-time
         * @description Out of the way until then.
         */
        snoozed_until?: string | null;
        status: string;
        /**
         * Format: int64
         * @description Messages since an agent last looked.
         */
        unread: number;
        /** Format: date-time */
        updated_at: string;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_GapJson: {
      /** @description The entries. */
      items: {
        /** Format: int64 */
        count: number;
        /** @description Other wordings, at most five. */
        examples: string[];
        /** @description Identifies it in its brand and language. */
        key: string;
        /** Format: date-time */
        last_asked_at: string;
        locale: string;
        /** @description The newest wording. */
        text: string;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_GoldenJson: {
      /** @description The entries. */
      items: {
        /** @description The article that must answer it; null when nothing must. */
        article_id?: string | null;
        /** @description The title of the article's newest text in the question's language. */
        article_title?: string | null;
        id: string;
        locale: string;
        text: string;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_HolderJson: {
      /** @description The entries. */
      items: {
        id: string;
        name: string;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_IdentityKeyJson: {
      /** @description The entries. */
      items: {
        /** @description `HS256` or `EdDSA`. */
        algorithm: string;
        brand: string;
        /** Format: date-time */
        created_at: string;
        /** @description Tokens may name it as `kid`. */
        id: string;
        /** @description Whether tokens it signed are taken. */
        is_active: boolean;
        /** Format: date-time */
        last_used_at?: string | null;
        name: string;
        /** @description In PEM form; null for HS256. */
        public_key?: string | null;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_KeyJson: {
      /** @description The entries. */
      items: {
        /** Format: date-time */
        created_at: string;
        /** Format: date-time */
        expires_at?: string | null;
        id: string;
        /** Format: date-time */
        last_used_at?: string | null;
        name: string;
        scopes: string[];
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_LearnedJson: {
      /** @description The entries. */
      items: {
        /** Format: date-time */
        at: string;
        id: string;
        /** @description Who said that the article answers it: `solved` for whoever asked, or `editor`. */
        origin: string;
        /** @description The question as it was asked. */
        text: string;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_LineJson: {
      /** @description The entries. */
      items: {
        category_id?: string | null;
        id: string;
        /** @description Whether the article itself, not only its topic, is left to people in the chat. */
        is_for_people: boolean;
        kind: string;
        /** @description All its languages, at least one. */
        languages: components['schemas']['LanguageJson'][];
        /** @description Whether somebody should have checked one of its texts by now and nobody has. */
        review_due: boolean;
        /** Format: date */
        review_on?: string | null;
        /**
         * Format: date-time
         * @description When its facts or one of its texts last changed.
         */
        updated_at: string;
        visibility: string;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_LocationJson: {
      /** @description The entries. */
      items: {
        city: string;
        /** @description Two capital letters of ISO 3166. */
        country: string;
        hours: components['schemas']['HoursJson'];
        id: string;
        name: string;
        opening: components['schemas']['OpeningJson'];
        /** @description As it is dialled, may be empty. */
        phone: string;
        postal_code: string;
        /** @description Its name in addresses, unique in the brand. */
        slug: string;
        /** @description Street and number. */
        street: string;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_NoticeJson: {
      /** @description The entries. */
      items: {
        /** @description The article it leads to. */
        article_id?: string | null;
        id: string;
        texts: components['schemas']['TextIn'][];
        /** Format: date-time */
        valid_from?: string | null;
        /** Format: date-time */
        valid_until?: string | null;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_SurfaceReportJson: {
      /** @description The entries. */
      items: (components['schemas']['PolicyJson'] & {
        /**
         * Format: int64
         * @description Of those, answered.
         */
        answered: number;
        /**
         * Format: int64
         * @description Questions of the last 28 days.
         */
        asked: number;
        /**
         * Format: int32
         * @description Of the newest 200 answers customers judged in the last 90 days, those they found right.
         */
        right: number;
        /**
         * Format: int32
         * @description Those they found wrong.
         */
        wrong: number;
      })[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_SystemJson: {
      /** @description The entries. */
      items: {
        /** @description What all its addresses begin with. */
        base_url: string;
        /** @description Whether a secret is kept; it is never shown. */
        has_secret: boolean;
        /** @description The header its secret is sent in. */
        header: string;
        id: string;
        /** @description By which actions call it; small letters, digits, `-` and `_`. */
        name: string;
        /**
         * Format: int64
         * @description How long one call may take, 500 to 20,000.
         */
        timeout_ms: number;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_VersionLineJson: {
      /** @description The entries. */
      items: {
        /** Format: date-time */
        at: string;
        author?: components['schemas']['AuthorJson'] | null;
        /** @description Whether customers read it. */
        is_live: boolean;
        /** Format: int64 */
        number: number;
        overridden?: components['schemas']['OverriddenJson'] | null;
        title: string;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_WordJson: {
      /** @description The entries. */
      items: {
        id: string;
        locale: string;
        /** @description What the articles say. */
        means: string[];
        /** @description What people say. */
        word: string;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_WordProposalJson: {
      /** @description The entries. */
      items: {
        /**
         * Format: int64
         * @description How often, each visitor once a day.
         */
        count: number;
        /** Format: date-time */
        decided_at?: string | null;
        /** @description The name of the agent who decided. */
        decided_by?: string | null;
        /**
         * Format: date
         * @description When it last happened.
         */
        last_day: string;
        /**
         * Format: double
         * @description How many times as frequent the meaning is after the word as in any search; only of open
         *     ones.
         */
        lift?: number | null;
        locale: string;
        /** @description What it means, as the article writes it. */
        meaning: string;
        /** @description Identifies what it means. */
        means: string;
        /**
         * Format: int64
         * @description In how many different questions the word stood when the thesaurus was read.
         */
        questions: number;
        /** @description Identifies the word that people say, in its brand and language. */
        said: string;
        /**
         * Format: double
         * @description Which share of those who asked again came to this, in [0, 1]; older ones count less.
         */
        share: number;
        /** @description The lay word it became part of. */
        synonym_id?: string | null;
        /** @description The thesaurus that says so; `count` is 0 when it is the only one. */
        thesaurus?: string | null;
        /** @description `open`, `ticked` or `rejected`. */
        verdict: string;
        /** @description The word as it was typed last. */
        word: string;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description One page of a list. */
    List_WordedJson: {
      /** @description The entries. */
      items: {
        /** @description Whether it stays as it is shipped, like the name at every message of Lotse. */
        is_fixed: boolean;
        /** @description Its name, such as `chat.bot.unknown`. */
        key: string;
        /** @description The placeholders, each of which must stand in it. */
        placeholders: string[];
        /** @description As it is shipped, placeholders in braces. */
        shipped: string;
        /** @description The brand's own; null where the shipped one is said. */
        text?: string | null;
      }[];
      /** @description Hand this in as `cursor` for the next page; null at the end. */
      next_cursor?: string | null;
    };
    /** @description What to change of a shop; what is left out stays. */
    LocationChangeJson: {
      city?: string | null;
      country?: string | null;
      hours?: components['schemas']['HoursJson'] | null;
      name?: string | null;
      /** @description An empty text takes it away. */
      phone?: string | null;
      /** @description How many shops stand before it; the others make room. */
      position?: number | null;
      postal_code?: string | null;
      slug?: string | null;
      street?: string | null;
    };
    /** @description A shop or office customers can go to. */
    LocationJson: {
      city: string;
      /** @description Two capital letters of ISO 3166. */
      country: string;
      hours: components['schemas']['HoursJson'];
      id: string;
      name: string;
      opening: components['schemas']['OpeningJson'];
      /** @description As it is dialled, may be empty. */
      phone: string;
      postal_code: string;
      /** @description Its name in addresses, unique in the brand. */
      slug: string;
      /** @description Street and number. */
      street: string;
    };
    /** @description A made key. */
    MadeIdentityKey: components['schemas']['IdentityKeyJson'] & {
      /**
       * @description For HS256: what the shop signs with, the characters as they stand here. It is shown this
       *     once; null for `EdDSA`.
       */
      secret?: string | null;
    };
    /** @description A made key; its text is shown this once. */
    MadeKey: components['schemas']['KeyJson'] & {
      key: string;
    };
    /** @description The agent who is signed in. */
    Me: {
      email: string;
      /** @description Whether signing in needs an authenticator's code. */
      has_totp: boolean;
      id: string;
      /** @description The language of the desk. */
      locale: string;
      name: string;
      permissions: string[];
      /** @description `administrator`, `editor` or `agent`. */
      role: string;
    };
    /** @description What an agent changes of themselves. */
    MeChange: {
      locale?: string | null;
      name?: string | null;
    };
    /** @description A picture that was kept. */
    MediaJson: {
      id: string;
      mime: string;
      name: string;
      size_bytes: number;
      /** @description Where pages show it from. */
      url: string;
    };
    /** @description One entry of a conversation. */
    MessageJson: {
      /** @description The address a mail did not reach; the text is what its server said. */
      address?: string | null;
      article?: components['schemas']['ShownJson'] | null;
      /** Format: date-time */
      at: string;
      /** @description `contact`, `agent`, `note` or `machine`. */
      author: string;
      /**
       * Format: double
       * @description How sure Lotse was of an answer, in [0, 1].
       */
      confidence?: number | null;
      files: components['schemas']['FileJson'][];
      /** @description Whether the contact said that an answer helped. */
      helped?: boolean | null;
      id: string;
      /** @description Whether Lotse promised that the answer is right. */
      is_sure?: boolean | null;
      /** @description The articles of suggestions. */
      items: components['schemas']['ShownJson'][];
      /** @description The sender's own id; only of agents' messages. */
      key?: string | null;
      /**
       * @description `text`, `answer`, `suggestions`, `unknown`, `receipt`, `handed_over`, `taken`, `left`,
       *     `resolved`, `reopened` or, in notes, `mail_failed`.
       */
      kind: string;
      /** @description The agent's name. */
      name: string;
      /** @description Why it was handed over. */
      reason?: string | null;
      receipt?: components['schemas']['ReceiptJson'] | null;
      /**
       * Format: int64
       * @description Counts the messages; a note has the number of the message before it.
       */
      seq: number;
      text: string;
    };
    /** @description What a topic is called in one language. */
    NameJson: {
      description?: string;
      locale: string;
      title: string;
    };
    /** @description An article that answers a question, or would. */
    NamedJson: {
      article_id: string;
      /** @description Its title; of the text to publish the new one. */
      title: string;
    };
    /** @description An action to add. */
    NewAction: {
      brand_id: string;
      document: Record<string, never>;
      is_enabled?: boolean;
      /** @description Small letters, digits and `_`. */
      name: string;
    };
    /** @description An agent to add. */
    NewAgentJson: {
      email: string;
      /** @description The languages they write in; all when left out. */
      languages?: string[];
      locale: string;
      /**
       * Format: int64
       * @description How many chats they have open at once, 1 to 100; any number when left out.
       */
      most_chats?: number | null;
      name: string;
      /** @description At least ten characters. */
      password: string;
      role: string;
      /** @description What they know about, as topics name it. */
      skills?: string[];
    };
    /** @description An article to make. */
    NewArticleJson: {
      brand_id: string;
      content: components['schemas']['ContentJson'];
      facts: components['schemas']['FactsJson'];
      /** @description The language of its first text. */
      locale: string;
    };
    /** @description A brand to make. */
    NewBrand: {
      /** @description `#rrggbb`; the colour of Lotse when left out. */
      accent?: string | null;
      /** @description Further places whose pages may offer the chat, as `https://shop.example`. */
      chat_origins?: string[];
      /** @description The first one when left out. */
      default_locale?: string | null;
      /** @description Whether a text that would break a golden question is refused when somebody publishes it. */
      golden_gate?: boolean;
      /** @description Hosts of its own, such as `help.shop.example`, without scheme, port or path. */
      hosts?: string[];
      /** @description In the order they are shown. */
      locales: string[];
      name: string;
      /** @description Its short name in addresses and commands; made of the name when left out. */
      slug?: string;
    };
    /** @description A topic to make. */
    NewCategory: {
      brand_id: string;
      icon?: string;
      /** @description Whether a person answers what is asked about it in the chat. */
      is_for_people?: boolean;
      names: components['schemas']['NameJson'][];
      parent_id?: string | null;
      /** Format: int32 */
      position?: number;
      /** @description What the agent who answers should know about, at most 40 characters. */
      skill?: string | null;
      /** @description Its name in addresses; made of the first title when left out. */
      slug?: string;
    };
    /** @description A question whose answer is to be settled. */
    NewGolden: {
      /** @description The article that must answer it; null or left out when nothing must. */
      article_id?: string | null;
      brand_id: string;
      locale: string;
      /** @description At most 500 characters. */
      text: string;
    };
    /** @description A key to make. */
    NewIdentityKey: {
      /** @description `HS256` or `EdDSA`. */
      algorithm: string;
      /** @description The brand's id. */
      brand: string;
      /** @description What it is for. */
      name: string;
      /** @description For `EdDSA`: the Ed25519 public key in PEM form. */
      public_key?: string | null;
    };
    /** @description A key to make. */
    NewKey: {
      /** Format: date-time */
      expires_at?: string | null;
      name: string;
      /** @description `knowledge:read`, `knowledge:write`, `inbox:read`, `inbox:write`, `administer`. */
      scopes: string[];
    };
    /** @description A shop to add. */
    NewLocation: {
      brand_id: string;
      city?: string;
      /** @description Two letters of ISO 3166. */
      country: string;
      hours: components['schemas']['HoursJson'];
      name: string;
      phone?: string;
      /** @description How many shops stand before it; the last one when left out. */
      position?: number | null;
      postal_code?: string;
      /** @description Its name in addresses; made of the name when left out. */
      slug?: string;
      street?: string;
    };
    /** @description A notice to keep. */
    NewNotice: {
      article_id?: string | null;
      brand_id: string;
      texts: components['schemas']['TextIn'][];
      /** Format: date-time */
      valid_from?: string | null;
      /** Format: date-time */
      valid_until?: string | null;
    };
    /** @description Hours of the service team to keep. */
    NewServiceHours: {
      hours: components['schemas']['HoursJson'] | null;
    };
    /** @description A system to add. */
    NewSystem: {
      base_url: string;
      /** @description Such as `Authorization`; may be empty where there is no secret. */
      header?: string;
      name: string;
      /** @description The header's value, such as `Bearer …`; kept sealed and never shown again. */
      secret?: string;
      /**
       * Format: int64
       * @description 5,000 when left out.
       */
      timeout_ms?: number | null;
    };
    /** @description A lay word to keep. */
    NewWord: {
      brand_id: string;
      locale: string;
      means: string[];
      word: string;
    };
    /** @description Whose conversations. */
    NextJson: {
      /** @description The brand's id. */
      brand: string;
    };
    /** @description A note for the team. */
    NoteJson: {
      text: string;
    };
    /** @description A notice. */
    NoticeJson: {
      /** @description The article it leads to. */
      article_id?: string | null;
      id: string;
      texts: components['schemas']['TextIn'][];
      /** Format: date-time */
      valid_from?: string | null;
      /** Format: date-time */
      valid_until?: string | null;
    };
    /** @description A conversation with its messages. */
    OpenedJson: components['schemas']['ConversationJson'] & {
      card?: components['schemas']['CardJson'] | null;
      /** @description What the agent who asks has not sent yet. */
      drafts: components['schemas']['DraftJson'][];
      /** @description Whether a note names that agent, who has not looked since. */
      is_mentioned: boolean;
      /** @description The newest 200, oldest first. */
      messages: components['schemas']['MessageJson'][];
      task?: components['schemas']['TaskJson'] | null;
      trail: components['schemas']['TrailJson'];
    };
    /** @description Whether somebody is there now. */
    OpeningJson: {
      is_open: boolean;
      /**
       * Format: date-time
       * @description Until when that holds; null when it does not open within three weeks.
       */
      until?: string | null;
    };
    /** @description An operation of a system. */
    OperationJson: {
      /** @description Whether the system wants to be rid of it. */
      is_deprecated: boolean;
      method: string;
      path: string;
      /** @description What it is for; may be empty. */
      summary: string;
    };
    /** @description What to import and how. */
    Options: {
      brand_id: string;
      /** @description Looks only. */
      dry_run?: boolean;
      /** @description The language of texts that do not say theirs. */
      locale: string;
      /** @description Which column of a table is which field. */
      mapping?: {
        [key: string]: string;
      } | null;
      /** @description Makes what comes in live at once. */
      publish?: boolean;
      /** @description A name for the source; the same name updates what was imported before. */
      source: string;
      /** @description A web site to read, when no file is sent. */
      url?: string | null;
    };
    /** @description An agent who is there too. */
    OtherJson: {
      /** @description `reads` or `writes`. */
      doing: string;
      id: string;
      name: string;
    };
    /** @description Who else is there. */
    OthersJson: {
      others: components['schemas']['OtherJson'][];
    };
    /** @description That a text was made live although golden questions broke. */
    OverriddenJson: {
      /** Format: date-time */
      at: string;
      /** @description The name of the agent or key that did it; null for the operator and for keys that are gone. */
      by?: string | null;
      /** @description The questions that broke. */
      questions: string[];
    };
    /** @description The numbers of a brand. */
    OverviewJson: {
      /** Format: int64 */
      answered_7d: number;
      /**
       * Format: int64
       * @description Articles that are live in any language.
       */
      articles_live: number;
      /** Format: int64 */
      asked_7d: number;
      /** @description Questions without an answer, counted up to 100. */
      gaps: number;
      /** Format: int64 */
      open_conversations: number;
      /**
       * Format: int64
       * @description Articles that should have been checked by now, counted up to 100.
       */
      review_due: number;
      /** Format: int64 */
      solved_7d: number;
      top: components['schemas']['TopJson'][];
    };
    /** @description The old and the new password. */
    PasswordChange: {
      new: string;
      old: string;
    };
    /** @description What to change on a surface; what is left out stays. */
    PolicyChangeJson: {
      /** @description `answer`, `suggest` or `off`; the search cannot be off. */
      mode?: string | null;
      /**
       * Format: int64
       * @description 10, 20 or 50.
       */
      one_wrong_in?: number | null;
      /**
       * @description Lets it answer again after its promise was broken: what customers said before does not count
       *     any more.
       */
      starts_anew?: boolean;
      /** @description `search`, `form` or `chat`. */
      surface: string;
    };
    /** @description What holds on a surface. */
    PolicyJson: {
      /**
       * Format: date-time
       * @description Since when it only suggests, because customers found more answers wrong than promised; in UTC.
       */
      broken_since?: string | null;
      /** @description `answer` (it answers where it is sure), `suggest` (it only suggests articles) or `off`. */
      mode: string;
      /**
       * Format: int32
       * @description Of so many answers at most one may be wrong: 10, 20 or 50.
       */
      one_wrong_in: number;
      /** @description `search` (the help page), `form` (the contact form) or `chat`. */
      surface: string;
    };
    /** @description What an agent does in a conversation. */
    PresenceJson: {
      /** @description `reads`, `writes` or `left`. */
      doing: string;
    };
    /** @description A text on its surfaces. */
    PreviewJson: {
      anchors: components['schemas']['AnchorJson'][];
      /** @description Cleaned HTML. */
      html: string;
      plain: string;
      sms: components['schemas']['SmsJson'];
    };
    /** @description A text to look at. */
    PreviewOrder: {
      /** @description The language of the text; links lead to articles in it. */
      locale?: string;
      markdown: string;
      short?: string;
    };
    /** @description A failure as clients see it. */
    Problem: {
      /** @description Who has the conversation. */
      agent_name?: string | null;
      /** @description Stable; clients choose their sentence by it. */
      code: string;
      /**
       * Format: int64
       * @description The version that was saved meanwhile.
       */
      current_version?: number | null;
      /** @description One English sentence. */
      detail: string;
      /** @description Fields that are wrong, each with a code. */
      fields?: components['schemas']['Field'][];
      /** @description The golden questions that would break. */
      questions?: string[];
      /**
       * Format: int64
       * @description When to try again.
       */
      retry_after_seconds?: number | null;
      /**
       * Format: int32
       * @description The HTTP status.
       */
      status: number;
      /** @description The status in words. */
      title: string;
      /** @description Always `about:blank`: the code says what it is. */
      type: string;
    };
    /** @description What belongs to it. */
    PropertyJson: {
      name: string;
      value: string;
    };
    /** @description Whether a system answers. */
    ReachedJson: {
      is_reached: boolean;
      /** @description Why not, for an administrator; empty when it answers. */
      reason: string;
    };
    /** @description What was done in another system. */
    ReceiptJson: {
      is_undone: boolean;
      links: components['schemas']['LinkJson'][];
      /** @description The other system's number for it; may be empty. */
      reference: string;
      title: string;
      /** Format: date-time */
      undo_until?: string | null;
    };
    /** @description A request that is stored. */
    ReceivedJson: {
      /**
       * Format: int64
       * @description The number to name on the phone.
       */
      reference: number;
    };
    /** @description What publishing would change. */
    RehearsalJson: {
      /** @description Different questions that were asked once more, the newest; at most 5,000. */
      asked: number;
      /** @description How many of them would get another answer, or gain or lose one. */
      changed: number;
      /** @description How many of them would not find the article first any more that somebody confirmed. */
      collisions: number;
      /**
       * @description Where the text states another amount, date or time than another live article that is found for
       *     the same questions.
       */
      contradictions: components['schemas']['ContradictionJson'][];
      /** @description All golden questions of the language: broken ones first, then those that do not pass. */
      golden: components['schemas']['GoldenTrialJson'][];
      /** @description The questions, collisions first, then the most frequent; at most 50. */
      questions: components['schemas']['ShiftedJson'][];
    };
    /** @description To whom a conversation is given back. */
    ReleaseJson: {
      /** @description `queue` for whoever takes it next, or `machine`; requests by the form always wait. */
      to: string;
    };
    /** @description What an import did, or would do. */
    ReportJson: {
      /** @description Golden questions that stand worse than before. An import is not held up by them. */
      broken_golden: string[];
      /** @description The first 200. */
      changes: components['schemas']['ChangeJson'][];
      created: number;
      /** @description Golden questions that are new. */
      golden: number;
      /** @description The first 500. */
      skipped: components['schemas']['SkippedJson'][];
      unchanged: number;
      updated: number;
    };
    /** @description A request to a person. */
    RequestJson: {
      /** @description Titles of the answers shown before. */
      answers?: string[];
      brand?: string | null;
      email: string;
      locale?: string | null;
      message: string;
      name: string;
      /** @description The address of the page it is sent from. */
      page?: string | null;
      /** @description What was searched for before, oldest first. */
      searches?: string[];
      /** @description Left empty by people. */
      website?: string;
    };
    /** @description How far an import is. */
    RunJson: {
      /** Format: int64 */
      done: number;
      error?: components['schemas']['FailureJson'] | null;
      id: string;
      report?: components['schemas']['ReportJson'] | null;
      /** @description `running`, `done` or `failed`. */
      state: string;
      /**
       * Format: int64
       * @description 0 while that is unknown.
       */
      total: number;
    };
    /** @description Up to which message an agent has seen a conversation. */
    SeenJson: {
      /** Format: int64 */
      seq: number;
    };
    /** @description When the service team of a brand is there. */
    ServiceHoursJson: {
      hours?: components['schemas']['HoursJson'] | null;
      opening?: components['schemas']['OpeningJson'] | null;
    };
    /** @description A question to which something else would be said. */
    ShiftedJson: {
      after?: components['schemas']['NamedJson'] | null;
      before?: components['schemas']['NamedJson'] | null;
      confirmed?: components['schemas']['NamedJson'] | null;
      /**
       * Format: int64
       * @description How often it was asked in these words.
       */
      count: number;
      /** @description Whether the confirmed article would not be found first any more. */
      is_collision: boolean;
      text: string;
    };
    /** @description An article in a message. */
    ShownJson: {
      id: string;
      title: string;
      url: string;
    };
    /** @description What an agent signs in with. */
    SignIn: {
      /** @description The authenticator's code, when `code_needed` was answered. */
      code?: string | null;
      email: string;
      password: string;
    };
    /** @description Something that was left out or altered. */
    SkippedJson: {
      /** @description Which reason it is, in `snake_case`; empty when it is known in English only. */
      code: string;
      /** @description File and line. */
      origin: string;
      /** @description The whole of it in English. */
      reason: string;
      /** @description What stands in the reason, by name. */
      values: {
        [key: string]: string;
      };
    };
    /** @description A text as SMS. */
    SmsJson: {
      characters: number;
      parts: number;
      text: string;
    };
    /** @description A question that was solved. */
    SolvedJson: {
      /**
       * @description The question that the same person asked just before, when its answer did not help: from
       *     many of these Lotse learns what people call things.
       */
      after_question_id?: string | null;
      /** @description The article that solved it. */
      article_id: string;
      brand?: string | null;
      question_id: string;
    };
    /** @description Where an article was imported from. */
    SourceJson: {
      id: string;
      name: string;
    };
    /** @description Open on one weekday. */
    SpanJson: {
      /** @description The first minute after, on the same day; `23:59` at the latest. */
      closes: string;
      /** @description `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun`. */
      day: string;
      /** @description The first minute, such as `10:00`. */
      opens: string;
    };
    /** @description The state a text shall have. */
    StateJson: {
      /**
       * @description Whether to publish even if golden questions break, where the brand has that refused. Who did
       *     so stands with the version.
       */
      anyway?: boolean;
      /** @description `draft`, `in_review`, `published` or `archived`. */
      state: string;
      /**
       * Format: int64
       * @description The version the author looked at; the newest when left out.
       */
      version?: number | null;
    };
    /** @description What a text states. */
    StatedJson: {
      /** @description The amount, date or time as it is written. */
      figure: string;
      /** @description The sentence it stands in. */
      sentence: string;
    };
    /** @description Where a conversation shall stand. */
    StatusJson: {
      /**
       * Format: date-time
       * @description Out of the way until then; left out or null, it is in its list.
       */
      snoozed_until?: string | null;
      /** @description `open`, `waiting` or `resolved`. */
      status?: string | null;
    };
    /** @description Suggestions while typing. */
    SuggestedJson: {
      items: components['schemas']['SuggestionJson'][];
      /** Format: double */
      took_ms: number;
    };
    /** @description An article suggested while typing. */
    SuggestionJson: components['schemas']['AnswerJson'] & {
      /** @description Which parts of the title fit, as pairs of character offsets. */
      marks: [number, number][];
    };
    /** @description How a surface did. */
    SurfaceReportJson: components['schemas']['PolicyJson'] & {
      /**
       * Format: int64
       * @description Of those, answered.
       */
      answered: number;
      /**
       * Format: int64
       * @description Questions of the last 28 days.
       */
      asked: number;
      /**
       * Format: int32
       * @description Of the newest 200 answers customers judged in the last 90 days, those they found right.
       */
      right: number;
      /**
       * Format: int32
       * @description Those they found wrong.
       */
      wrong: number;
    };
    /** @description What to change of a system; what is left out stays. */
    SystemChangeJson: {
      base_url?: string | null;
      header?: string | null;
      name?: string | null;
      /** @description An empty text takes it away. */
      secret?: string | null;
      /** Format: int64 */
      timeout_ms?: number | null;
    };
    /** @description Another system. */
    SystemJson: {
      /** @description What all its addresses begin with. */
      base_url: string;
      /** @description Whether a secret is kept; it is never shown. */
      has_secret: boolean;
      /** @description The header its secret is sent in. */
      header: string;
      id: string;
      /** @description By which actions call it; small letters, digits, `-` and `_`. */
      name: string;
      /**
       * Format: int64
       * @description How long one call may take, 500 to 20,000.
       */
      timeout_ms: number;
    };
    /** @description The beginning of a table. */
    TableJson: {
      columns: string[];
      /** @description All fields a column can be. */
      fields: string[];
      /** @description Field by column, as the headings suggest. */
      mapping: {
        [key: string]: string;
      };
      /** @description The first five rows. */
      rows: string[][];
    };
    /** @description What Lotse is doing for a contact. */
    TaskJson: {
      /** @description What is asked for now. */
      asks: string[];
      /** @description `prove`, `fields`, `confirm` or `running`. */
      step: string;
      title: string;
    };
    /** @description A text in one language. */
    TextIn: {
      locale: string;
      text: string;
    };
    /** @description A text to save. */
    TextJson: {
      /**
       * Format: int64
       * @description The version the author started from; 0 for a new language.
       */
      base_version: number;
      content: components['schemas']['ContentJson'];
      /** @description The wanted name in addresses. */
      slug?: string | null;
    };
    /** @description Which operation is to become an action. */
    ToDraftJson: {
      /** @description The brand's id. */
      brand: string;
      /** @description As for the list of operations. */
      from: components['schemas']['DescriptionJson'];
      method: string;
      /** @description As it is listed. */
      path: string;
      /** @description The name of the system that is called. */
      system: string;
    };
    /** @description An article by demand. */
    TopJson: {
      article_id: string;
      /**
       * Format: int64
       * @description How often it was asked for in all.
       */
      count: number;
      title: string;
    };
    /** @description What an authenticator needs to know. */
    TotpJson: {
      /** @description The same, to scan. */
      otpauth_url: string;
      /** @description Base 32, to type. */
      secret: string;
    };
    /** @description What the contact did before writing. */
    TrailJson: {
      answers: string[];
      /** @description What the page said that happened on it, oldest first. */
      events: components['schemas']['EventJson'][];
      page?: string | null;
      read: string[];
      searches: string[];
    };
    /** @description An article in one language. */
    TranslationJson: {
      /**
       * Format: date-time
       * @description When somebody last said that what is live is right; publishing says so too.
       */
      checked_at?: string | null;
      content: components['schemas']['ContentJson'];
      /**
       * Format: int64
       * @description The version customers read; null when nothing is live.
       */
      live_version?: number | null;
      locale: string;
      /** @description Whether another language was changed more than a day after this one was changed or checked. */
      outdated: boolean;
      slug: string;
      /** @description `draft`, `in_review`, `published` or `archived`. */
      state: string;
      /** Format: date-time */
      updated_at: string;
      /** @description Where customers read it. */
      url: string;
      /**
       * Format: int64
       * @description Counts the saved texts; hand it in as `base_version` when saving.
       */
      version: number;
    };
    /** @description The request that would be sent. */
    TriedActionJson: {
      body?: Record<string, never> | null;
      method: string;
      /** @description Null when the values make no address. */
      url?: string | null;
    };
    /** @description An answer that was shown. */
    TriedJson: {
      /** @description Null when the contact did not say. */
      helped?: boolean | null;
      title: string;
    };
    /** @description Values to try an action with. */
    TryJson: {
      /** @description The customer's address. */
      email?: string;
      /** @description By field. */
      values?: Record<string, never>;
    };
    /** @description Whether an agent types. */
    TypingJson: {
      is_typing: boolean;
    };
    /** @description A saved text. */
    VersionJson: {
      /** Format: date-time */
      at: string;
      content: components['schemas']['ContentJson'];
      /** @description The lines that differ from the version before. */
      diff: components['schemas']['DiffLineJson'][];
      /** Format: int64 */
      number: number;
    };
    /** @description A saved text in a list. */
    VersionLineJson: {
      /** Format: date-time */
      at: string;
      author?: components['schemas']['AuthorJson'] | null;
      /** @description Whether customers read it. */
      is_live: boolean;
      /** Format: int64 */
      number: number;
      overridden?: components['schemas']['OverriddenJson'] | null;
      title: string;
    };
    /** @description A lay word. */
    WordJson: {
      id: string;
      locale: string;
      /** @description What the articles say. */
      means: string[];
      /** @description What people say. */
      word: string;
    };
    /** @description A word that people say and what they then went on to find, or what a thesaurus says it means. */
    WordProposalJson: {
      /**
       * Format: int64
       * @description How often, each visitor once a day.
       */
      count: number;
      /** Format: date-time */
      decided_at?: string | null;
      /** @description The name of the agent who decided. */
      decided_by?: string | null;
      /**
       * Format: date
       * @description When it last happened.
       */
      last_day: string;
      /**
       * Format: double
       * @description How many times as frequent the meaning is after the word as in any search; only of open
       *     ones.
       */
      lift?: number | null;
      locale: string;
      /** @description What it means, as the article writes it. */
      meaning: string;
      /** @description Identifies what it means. */
      means: string;
      /**
       * Format: int64
       * @description In how many different questions the word stood when the thesaurus was read.
       */
      questions: number;
      /** @description Identifies the word that people say, in its brand and language. */
      said: string;
      /**
       * Format: double
       * @description Which share of those who asked again came to this, in [0, 1]; older ones count less.
       */
      share: number;
      /** @description The lay word it became part of. */
      synonym_id?: string | null;
      /** @description The thesaurus that says so; `count` is 0 when it is the only one. */
      thesaurus?: string | null;
      /** @description `open`, `ticked` or `rejected`. */
      verdict: string;
      /** @description The word as it was typed last. */
      word: string;
    };
    /** @description What an editor says to a proposal. */
    WordVerdict: {
      brand_id: string;
      locale: string;
      /** @description The proposal's `means`. */
      means: string;
      /** @description The proposal's `said`. */
      said: string;
      /**
       * @description `ticked` makes it a lay word that counts at once, `rejected` is never proposed again, `open`
       *     takes either back.
       */
      verdict: string;
    };
    /** @description A sentence of Lotse. */
    WordedJson: {
      /** @description Whether it stays as it is shipped, like the name at every message of Lotse. */
      is_fixed: boolean;
      /** @description Its name, such as `chat.bot.unknown`. */
      key: string;
      /** @description The placeholders, each of which must stand in it. */
      placeholders: string[];
      /** @description As it is shipped, placeholders in braces. */
      shipped: string;
      /** @description The brand's own; null where the shipped one is said. */
      text?: string | null;
    };
    /** @description Sentences of a brand's own; what is left out stays. */
    WordingChange: {
      /** @description One of the brand's languages. */
      locale: string;
      /** @description By key; an empty text gives way to the shipped sentence. */
      texts: {
        [key: string]: string;
      };
    };
    /** @description What Lotse would answer. */
    WouldAnswer: {
      /** @description The article's id. */
      article: string;
      /**
       * Format: float
       * @description How sure Lotse is, in [0, 1].
       */
      confidence: number;
      /** @description Whether Lotse would have answered on its own. */
      is_sure: boolean;
      /** @description What it says in short. */
      text: string;
      title: string;
      url: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
